// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What anybody learns of an operator's circle. */
class CoverageAreaTest {
    private static final double METERS_PER_DEGREE = 111_195;

    @Test
    void hidesTheLastDecimalsOfTheCentre() {
        assertThat(CoverageArea.around(47.60621, -122.33207, 500, DeviceKind.DRONE))
                .isEqualTo(new CoverageArea(47.61, -122.33, 2_000, DeviceKind.DRONE));
    }

    @Test
    void doesNotTellTwoApartThatAreCloseToEachOther() {
        assertThat(CoverageArea.around(47.6062, -122.3321, 510, null))
                .isEqualTo(CoverageArea.around(47.6138, -122.3277, 1190, null));
    }

    @ParameterizedTest
    @CsvSource({"0.005, 0.005", "47.605, -122.335", "-0.00499, 179.995", "89.995, 0.005"})
    void liesAroundTheWholeCircle(double lat, double lng) {
        CoverageArea area = CoverageArea.around(lat, lng, 1_000, null);

        double north = (area.lat() - lat) * METERS_PER_DEGREE;
        double east = (area.lng() - lng) * METERS_PER_DEGREE * Math.cos(Math.toRadians(lat));
        assertThat(area.radiusMeters()).isGreaterThanOrEqualTo(Math.hypot(north, east) + 1_000);
    }

    @Test
    void isNeverLargerThanTheEarth() {
        assertThat(CoverageArea.around(0, 0, Coverage.MAX_RADIUS_METERS, null).radiusMeters())
                .isEqualTo(Coverage.MAX_RADIUS_METERS);
    }

    @Test
    void knowsNoNegativeZero() {
        assertThat(Double.doubleToLongBits(
                        CoverageArea.around(-0.001, 0, 1, null).lat()))
                .isZero();
    }
}
