// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after a failure: doubled with each, jittered, bounded. Safe for concurrent use if its random is.
 *
 * @param min the first delay's upper end
 * @param max the longest delay
 * @param random uniform in [0, 1)
 */
record Backoff(Duration min, Duration max, DoubleSupplier random) {

    /** Between half and all of {@code min * 2^(failures - 1)}, at most {@code max}; {@code failures} counts from 1. */
    Duration after(int failures) {
        long ceiling = min.toNanos();
        for (int i = 1; i < failures && ceiling < max.toNanos(); i++) {
            ceiling *= 2;
        }
        ceiling = Math.min(ceiling, max.toNanos());
        return Duration.ofNanos(ceiling / 2 + (long) (ceiling / 2.0 * random.getAsDouble()));
    }
}
