// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One look at one feed, as it is at a moment: immutable, each change makes a new value. The contract's fields and, after
 * them, two of our own. Instants are whole milliseconds, as on the wire. Safe to print.
 *
 * @param id our id, a random UUID
 * @param consumerWorkspaceId who looks and pays
 * @param operatorWorkspaceId whose feed it is; null while REQUESTED
 * @param state where it is in its life
 * @param maxDurationSeconds seconds of LIVE after which it expires
 * @param waitTimeoutSeconds seconds after {@code createdAt} at which it expires without a frame
 * @param ratePerSecondMicroUsdc price in millionths of a USDC per second; decimal text on the wire, 0 for own feeds
 * @param holdMicroUsdc rate times {@code maxDurationSeconds}; decimal text on the wire
 * @param startedAt first decoded frame; null before
 * @param endedAt when it reached a terminal state, by whatever way; null before
 * @param cleanSeconds metered seconds, rounded down; 0 before the end
 * @param chargedMicroUsdc rate times {@code cleanSeconds}; decimal text on the wire
 * @param settlementTxHash null unless settled on a chain
 * @param videoBackendRef the video backend's id of the feed; null for own feeds
 * @param createdAt when it was asked for
 * @param requestedLat degrees, or null
 * @param requestedLng degrees, or null
 * @param source where the frames come from (ours; holds secrets, masked)
 * @param feed what the ingest last said (ours)
 */
public record Session(
        UUID id,
        String consumerWorkspaceId,
        @Nullable String operatorWorkspaceId,
        SessionState state,
        int maxDurationSeconds,
        int waitTimeoutSeconds,
        long ratePerSecondMicroUsdc,
        long holdMicroUsdc,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int cleanSeconds,
        long chargedMicroUsdc,
        @Nullable String settlementTxHash,
        @Nullable String videoBackendRef,
        Instant createdAt,
        @Nullable Double requestedLat,
        @Nullable Double requestedLng,
        FeedSource source,
        FeedStatus feed) {

    /** The canonical form only: {@link UUID#fromString} would take {@code 1-1-1-1-1} too. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Cuts the instants to milliseconds, so that meter and wire agree. */
    public Session {
        startedAt = startedAt == null ? null : startedAt.truncatedTo(ChronoUnit.MILLIS);
        endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MILLIS);
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Reads a session id as it stands in a path.
     *
     * @throws SessionNotFoundException if it is no UUID in canonical form: there can't be such a session
     */
    public static UUID parseId(String text) {
        if (!ID.matcher(text).matches()) {
            throw new SessionNotFoundException();
        }
        return UUID.fromString(text);
    }

    /** A new session on the caller's own feed: ASSIGNED at once, free of charge. */
    static Session opened(OpenSession wish, SessionLimits limits, Instant now) {
        return new Session(
                UUID.randomUUID(),
                wish.workspaceId(),
                wish.workspaceId(),
                SessionState.ASSIGNED,
                wish.maxDurationSeconds(),
                limits.waitTimeoutSeconds(wish.waitTimeoutSeconds()),
                0,
                0,
                null,
                null,
                0,
                0,
                null,
                null,
                now,
                wish.lat(),
                wish.lng(),
                wish.source(),
                FeedStatus.none());
    }

    /** Whether that workspace is consumer or operator of this session. */
    public boolean isPartyWorkspace(String workspaceId) {
        return consumerWorkspaceId.equals(workspaceId) || workspaceId.equals(operatorWorkspaceId);
    }

    /**
     * The last moment of this session if nobody ends it: {@code maxDurationSeconds} after its first frame, or
     * {@code waitTimeoutSeconds} after it was asked for. Null once it is over.
     */
    @Nullable Instant dueAt() {
        if (state.isTerminal()) {
            return null;
        }
        return startedAt == null
                ? createdAt.plusSeconds(waitTimeoutSeconds)
                : startedAt.plusSeconds(maxDurationSeconds);
    }

    /** Whether its last moment lies before {@code now}. */
    boolean isOverdue(Instant now) {
        Instant dueAt = dueAt();
        return dueAt != null && now.isAfter(dueAt);
    }

    /** This session after its first frame. */
    Session live(Instant firstFrameAt) {
        return changed(SessionState.LIVE, firstFrameAt, null, 0);
    }

    /** This session after its end, with the meter read if it ever ran. */
    Session closed(SessionState terminal, Instant at) {
        return changed(terminal, startedAt, at, Meter.cleanSeconds(startedAt, at, maxDurationSeconds))
                .withFeed(feed.ended());
    }

    /** This session with another word of the ingest. */
    Session withFeed(FeedStatus status) {
        return new Session(
                id,
                consumerWorkspaceId,
                operatorWorkspaceId,
                state,
                maxDurationSeconds,
                waitTimeoutSeconds,
                ratePerSecondMicroUsdc,
                holdMicroUsdc,
                startedAt,
                endedAt,
                cleanSeconds,
                chargedMicroUsdc,
                settlementTxHash,
                videoBackendRef,
                createdAt,
                requestedLat,
                requestedLng,
                source,
                status);
    }

    private Session changed(SessionState next, @Nullable Instant started, @Nullable Instant ended, int clean) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("no step leads from " + state + " to " + next);
        }
        return new Session(
                id,
                consumerWorkspaceId,
                operatorWorkspaceId,
                next,
                maxDurationSeconds,
                waitTimeoutSeconds,
                ratePerSecondMicroUsdc,
                holdMicroUsdc,
                started,
                ended,
                clean,
                Math.multiplyExact(ratePerSecondMicroUsdc, clean),
                settlementTxHash,
                videoBackendRef,
                createdAt,
                requestedLat,
                requestedLng,
                source,
                feed);
    }
}
