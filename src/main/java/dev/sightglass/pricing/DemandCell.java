// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import org.jspecify.annotations.Nullable;

/**
 * How much was asked for in one cell of the earth, some 5.5 km high and wide.
 *
 * @param centre the cell's, not any request's
 * @param requests sessions asked for there
 * @param unmet those of them that nobody took
 * @param averageMaxPriceMicroUsdc what they would have cost at most, on average and rounded half up; null if all were free
 */
public record DemandCell(
        Place centre, long requests, long unmet, @Nullable Long averageMaxPriceMicroUsdc) {

    private static final int ROWS_PER_DEGREE = 20;

    /**
     * The middle of a cell. Rows are a twentieth of a degree high and count from the equator; columns are as wide as rows are high,
     * in metres, and count from the antimeridian, where the last one may be cut.
     */
    static Place centre(int row, int column) {
        double lat = (row + 0.5) / ROWS_PER_DEGREE;
        double lng = (column + 0.5) / (ROWS_PER_DEGREE * Math.cos(Math.toRadians(lat))) - 180;
        return new Place(rounded(lat), Math.min(180, rounded(lng)));
    }

    /** A millionth of a degree is a tenth of a metre. */
    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
