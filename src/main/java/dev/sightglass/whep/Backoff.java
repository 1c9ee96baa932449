// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: a share of how long the feed has been away, jittered, bounded. Each delay makes the outage
 * longer, so delays grow exponentially, and slowly enough that the end of a short outage is noticed soon
 * (docs/decisions/0019-how-feeds-come-back.md). Immutable.
 *
 * @param min shortest delay
 * @param max longest delay
 * @param random uniform in [0, 1)
 */
record Backoff(Duration min, Duration max, DoubleSupplier random) {
    /** The source's return is noticed after an eighth of the outage at the latest. */
    private static final int SHARE = 8;

    /**
     * Returns the delay after an outage of so long: between half and all of its share, which is at most {@code max}, or between {@code min}
     * and half as much again, whichever is longer; and not before {@code retryAfter}, as far as {@code max} allows.
     */
    Duration next(Duration outage, @Nullable Duration retryAfter) {
        double one = random.getAsDouble();
        long first = (long) (min.toNanos() * (1.5 - one / 2));
        long jittered = Math.max(first, (long) (share(outage).toNanos() * (0.5 + one / 2)));
        long asked = retryAfter == null ? 0 : Math.min(retryAfter.toNanos(), max.toNanos());
        return Duration.ofNanos(Math.max(jittered, asked));
    }

    /** The share of an outage that may be spent on one thing without looking whether it is over; at most {@code max}. */
    Duration share(Duration outage) {
        return Duration.ofNanos(Math.min(outage.toNanos() / SHARE, max.toNanos()));
    }
}
