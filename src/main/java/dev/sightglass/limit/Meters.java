// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import org.jspecify.annotations.Nullable;

/**
 * The buckets of one caller, or of one workspace.
 *
 * @param requests null for no limit
 * @param encodeMicros microseconds of the encoder; null for no limit
 */
record Meters(@Nullable Meter requests, @Nullable Meter encodeMicros) {

    /** No limits at all. */
    static final Meters NONE = new Meters(null, null);
}
