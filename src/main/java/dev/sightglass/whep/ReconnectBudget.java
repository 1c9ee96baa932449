// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;

/**
 * Bounds how many peer connections one feed opens: at most so many in any hour, half of them in a row, the others evenly, so that a
 * feed at its bound is never blind for long. Not safe for concurrent use.
 */
final class ReconnectBudget {
    private final long intervalNanos;
    private final long burstNanos;
    /** When all that has been spent will have been earned again; the virtual scheduling time of GCRA (ITU-T I.371). */
    private long earnedAtNanos;

    /**
     * Starts with half an hour's worth.
     *
     * @param perHour at least 2; odd numbers lose one
     */
    ReconnectBudget(int perHour, long nowNanos) {
        int half = perHour / 2;
        this.intervalNanos = Duration.ofHours(1).toNanos() / half;
        this.burstNanos = intervalNanos * (half - 1);
        this.earnedAtNanos = nowNanos;
    }

    /** How long until one more may be opened; zero if it may be now. */
    Duration untilNext(long nowNanos) {
        return Duration.ofNanos(Math.max(0, earnedAtNanos - burstNanos - nowNanos));
    }

    /** One is opened. */
    void spend(long nowNanos) {
        earnedAtNanos = (earnedAtNanos - nowNanos > 0 ? earnedAtNanos : nowNanos) + intervalNanos;
    }
}
