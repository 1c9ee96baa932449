// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts the seconds a session is charged for (contract section 7). */
final class Meter {
    private Meter() {}

    /** As {@link #cleanSeconds(Instant, Instant, int, DisconnectWindows)} for a feed that was connected all the time. */
    static int cleanSeconds(@Nullable Instant startedAt, Instant endedAt, int maxDurationSeconds) {
        return cleanSeconds(startedAt, endedAt, maxDurationSeconds, DisconnectWindows.NONE);
    }

    /**
     * Whole seconds between first frame and end, those in disconnect windows not counted, rounded down once, at the end. At least
     * 0 (a wall clock may be set back) and at most {@code maxDurationSeconds}; 0 for a session that never started.
     */
    static int cleanSeconds(
            @Nullable Instant startedAt, Instant endedAt, int maxDurationSeconds, DisconnectWindows windows) {
        if (startedAt == null || !endedAt.isAfter(startedAt)) {
            return 0;
        }
        Duration clean = Duration.between(startedAt, endedAt).minus(windows.within(startedAt, endedAt));
        return (int) Math.min(maxDurationSeconds, clean.toSeconds());
    }
}
