// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a session came to: its first frame, its end, its meter. Instants are whole milliseconds.
 *
 * @param startedAt first decoded frame; null before
 * @param endedAt when it reached a terminal state, by whatever way; null before
 * @param cleanSeconds metered seconds, rounded down; 0 before the end
 * @param chargedMicroUsdc rate times {@code cleanSeconds}; decimal text on the wire
 * @param settlementTxHash null unless settled on a chain
 */
public record Course(
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int cleanSeconds,
        long chargedMicroUsdc,
        @Nullable String settlementTxHash) {
    private static final Course NOT_BEGUN = new Course(null, null, 0, 0, null);

    /** Cuts the instants to milliseconds, so that meter and wire agree. */
    public Course {
        startedAt = startedAt == null ? null : startedAt.truncatedTo(ChronoUnit.MILLIS);
        endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** That of a session without a frame yet. */
    static Course notBegun() {
        return NOT_BEGUN;
    }

    Course started(Instant at) {
        return new Course(at, null, 0, 0, settlementTxHash);
    }

    /** Closes it at that moment and reads the meter, which leaves out those windows. */
    Course ended(Instant at, Terms terms, DisconnectWindows windows) {
        int clean = Meter.cleanSeconds(startedAt, at, terms.maxDurationSeconds(), windows);
        return new Course(
                startedAt, at, clean, Math.multiplyExact(terms.ratePerSecondMicroUsdc(), clean), settlementTxHash);
    }
}
