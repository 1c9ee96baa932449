// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import org.jspecify.annotations.Nullable;

/**
 * The circle in which an operator takes assignments, as far as it is set.
 *
 * @param lat degrees of its centre, -90 to 90
 * @param lng degrees of its centre, -180 to 180
 * @param radiusMeters 1 to {@value #MAX_RADIUS_METERS}
 */
public record Coverage(
        @Nullable Double lat,
        @Nullable Double lng,
        @Nullable Double radiusMeters) {
    /** Half the Earth's circumference in metres: nothing is further away, so this radius covers all of it. */
    public static final double MAX_RADIUS_METERS = 20_037_508;
}
