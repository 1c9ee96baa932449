// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bounds within which sessions are opened and kept.
 *
 * @param waitTimeoutDefault how long a session waits for its first frame when the caller does not say; 5 s to 1 h
 * @param maxDurationSecondsLimit longest {@code maxDurationSeconds} a caller may ask for, in seconds; at least 1
 * @param openPerWorkspace open sessions a workspace may have at a time; at least 1
 * @param keepEnded how long a session is remembered after it is over; not negative. One that was charged stays
 * @param spendingMicroUsdc millionths of a USDC that a workspace's charges and holds may come to; 0 for no limit
 * @param disconnectsCount whose disconnect windows are not charged
 */
public record SessionLimits(
        Duration waitTimeoutDefault,
        int maxDurationSecondsLimit,
        int openPerWorkspace,
        Duration keepEnded,
        long spendingMicroUsdc,
        Set<FeedSignal.Source> disconnectsCount) {
    /** The contract clamps {@code waitTimeoutSeconds} to these. */
    private static final int WAIT_SECONDS_MIN = 5;

    private static final int WAIT_SECONDS_MAX = 3600;

    /** Checks the bounds; a message names the component it is about. */
    public SessionLimits {
        if (waitTimeoutDefault.compareTo(Duration.ofSeconds(WAIT_SECONDS_MIN)) < 0
                || waitTimeoutDefault.compareTo(Duration.ofSeconds(WAIT_SECONDS_MAX)) > 0) {
            throw new IllegalArgumentException("waitTimeoutDefault must be between 5 s and 1 h");
        }
        if (maxDurationSecondsLimit < 1) {
            throw new IllegalArgumentException("maxDurationSecondsLimit must be at least 1");
        }
        if (openPerWorkspace < 1) {
            throw new IllegalArgumentException("openPerWorkspace must be at least 1");
        }
        if (keepEnded.isNegative()) {
            throw new IllegalArgumentException("keepEnded must not be negative");
        }
        if (spendingMicroUsdc < 0) {
            throw new IllegalArgumentException("spendingMicroUsdc must not be negative");
        }
        disconnectsCount = Set.copyOf(disconnectsCount);
    }

    /** Limits without one of spending, under which everybody's disconnect windows count. */
    public SessionLimits(
            Duration waitTimeoutDefault, int maxDurationSecondsLimit, int openPerWorkspace, Duration keepEnded) {
        this(waitTimeoutDefault, maxDurationSecondsLimit, openPerWorkspace, keepEnded, 0);
    }

    /** Limits under which everybody's disconnect windows count. */
    public SessionLimits(
            Duration waitTimeoutDefault,
            int maxDurationSecondsLimit,
            int openPerWorkspace,
            Duration keepEnded,
            long spendingMicroUsdc) {
        this(
                waitTimeoutDefault,
                maxDurationSecondsLimit,
                openPerWorkspace,
                keepEnded,
                spendingMicroUsdc,
                EnumSet.allOf(FeedSignal.Source.class));
    }

    /**
     * How old a signal of a feed is when no open session can need it any more, and none that could be opened by it: the longest
     * session and its wait, and a day.
     */
    Duration signalsMatterFor() {
        return Duration.ofSeconds(WAIT_SECONDS_MAX)
                .plusSeconds(maxDurationSecondsLimit)
                .plusDays(1);
    }

    /** @throws InvalidSessionException if no session may run that long */
    void checkMaxDurationSeconds(int asked) {
        if (asked < 1 || asked > maxDurationSecondsLimit) {
            throw new InvalidSessionException("maxDurationSeconds");
        }
    }

    /** What a session gets that asked to wait so many seconds (null: did not say): silently clamped to 5 to 3600. */
    int waitTimeoutSeconds(@Nullable Integer asked) {
        int seconds = asked == null ? Math.toIntExact(waitTimeoutDefault.toSeconds()) : asked;
        return Math.max(WAIT_SECONDS_MIN, Math.min(WAIT_SECONDS_MAX, seconds));
    }
}
