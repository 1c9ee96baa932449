// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: exponential, jittered, bounded. Not safe for concurrent use. */
final class Backoff {
    /** Failures remembered when a feed comes alive: it may have been a short flicker, so the next wait is not the shortest. */
    private static final int REMEMBERED = 2;

    private final Duration min;
    private final Duration max;
    private final DoubleSupplier random;
    private int failures;

    /**
     * Starts without failures.
     *
     * @param random uniform in [0, 1)
     */
    Backoff(Duration min, Duration max, DoubleSupplier random) {
        this.min = min;
        this.max = max;
        this.random = random;
    }

    /**
     * Counts a failure and returns the delay: between half and all of {@code min * 2^(failures - 1)}, at most {@code max}, and not before
     * {@code retryAfter}, as far as {@code max} allows.
     */
    Duration next(@Nullable Duration retryAfter) {
        failures++;
        long ceiling = min.toNanos();
        for (int i = 1; i < failures && ceiling < max.toNanos(); i++) {
            ceiling *= 2;
        }
        ceiling = Math.min(ceiling, max.toNanos());
        long jittered = ceiling / 2 + (long) (ceiling / 2.0 * random.getAsDouble());
        long asked = retryAfter == null ? 0 : Math.min(retryAfter.toNanos(), max.toNanos());
        return Duration.ofNanos(Math.max(jittered, asked));
    }

    /** The feed came alive. */
    void alive() {
        failures = Math.min(failures, REMEMBERED);
    }

    /** The feed stayed alive for as long as the longest delay: forget the past. */
    void stable() {
        failures = 0;
    }
}
