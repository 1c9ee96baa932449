// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import org.jspecify.annotations.Nullable;

/**
 * Where an operator is to be had, too coarse to say who it is or where exactly: the centre on a grid of a hundredth of a
 * degree (1.1 km or less), the radius in whole kilometres, so large that the operator's own circle lies inside.
 *
 * @param lat degrees of the centre, two decimals
 * @param lng degrees of the centre, two decimals
 * @param radiusMeters a multiple of 1,000, but at most half the Earth's circumference
 * @param deviceKind what the operator films with, or null if nobody said
 */
public record CoverageArea(
        double lat,
        double lng,
        double radiusMeters,
        @Nullable DeviceKind deviceKind) {
    private static final double GRID_PER_DEGREE = 100;
    private static final double RADIUS_STEP_METERS = 1_000;

    /** The furthest that rounding moves a centre: half a step north and half a step east, 557 m each. */
    private static final double MOST_MOVED_METERS = 800;

    /** Coarsens the circle with that centre and radius. */
    static CoverageArea around(double lat, double lng, double radiusMeters, @Nullable DeviceKind deviceKind) {
        double radius = Math.ceil((radiusMeters + MOST_MOVED_METERS) / RADIUS_STEP_METERS) * RADIUS_STEP_METERS;
        return new CoverageArea(onGrid(lat), onGrid(lng), Math.min(radius, Coverage.MAX_RADIUS_METERS), deviceKind);
    }

    private static double onGrid(double degrees) {
        // Math.round makes a long, which knows no -0.
        return Math.round(degrees * GRID_PER_DEGREE) / GRID_PER_DEGREE;
    }
}
