// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts the seconds a session is charged for. */
final class Meter {
    private Meter() {}

    /**
     * Whole seconds between first frame and end, rounded down, at least 0 (a wall clock may be set back) and at most
     * {@code maxDurationSeconds}; 0 for a session that never started.
     */
    static int cleanSeconds(@Nullable Instant startedAt, Instant endedAt, int maxDurationSeconds) {
        if (startedAt == null) {
            return 0;
        }
        // toSeconds rounds towards the past, so a clock set back by half a second gives -1, not 0: hence the lower
        // bound.
        long seconds = Duration.between(startedAt, endedAt).toSeconds();
        return (int) Math.max(0, Math.min(maxDurationSeconds, seconds));
    }
}
