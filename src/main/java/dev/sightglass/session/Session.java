// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One look at one feed, as it is at a moment: immutable, each change makes a new value. What the contract shows as one flat
 * object, in groups by who sets it. Instants are whole milliseconds, as on the wire. Safe to print.
 *
 * @param id our id, a random UUID
 * @param state where it is in its life
 * @param parties who looks and whose feed it is
 * @param terms what was asked for
 * @param course what it came to
 * @param media where the picture comes from (holds secrets, masked)
 * @param feed what the ingest last said (ours)
 */
public record Session(
        UUID id, SessionState state, Parties parties, Terms terms, Course course, Media media, FeedStatus feed) {

    /** The canonical form only: {@link UUID#fromString} would take {@code 1-1-1-1-1} too. */
    private static final int ID_LENGTH = 36;

    /**
     * Reads a session id as it stands in a path.
     *
     * @throws SessionNotFoundException if it is no UUID in canonical form: there can't be such a session
     */
    public static UUID parseId(String text) {
        if (text.length() != ID_LENGTH) {
            throw new SessionNotFoundException();
        }
        for (int i = 0; i < ID_LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
                throw new SessionNotFoundException();
            }
        }
        return UUID.fromString(text);
    }

    /** A new session on the caller's own feed: ASSIGNED at once, free of charge. */
    static Session opened(OpenSession wish, SessionLimits limits, Instant now) {
        return new Session(
                UUID.randomUUID(),
                SessionState.ASSIGNED,
                Parties.ownFeed(wish.workspaceId()),
                Terms.of(wish, limits, now),
                Course.notBegun(),
                Media.ownFeed(wish),
                FeedStatus.none());
    }

    /** A new session that waits for an operator. */
    static Session requested(RequestSession wish, Terms terms) {
        return new Session(
                UUID.randomUUID(),
                SessionState.REQUESTED,
                Parties.requested(wish.workspaceId()),
                terms,
                Course.notBegun(),
                Media.none(),
                FeedStatus.none());
    }

    /** Whether that workspace is consumer or operator of this session. */
    public boolean isPartyWorkspace(String workspaceId) {
        return isConsumer(workspaceId) || isOperator(workspaceId);
    }

    /** Whether that workspace looks and pays. */
    public boolean isConsumer(String workspaceId) {
        return workspaceId.equals(parties.consumerWorkspaceId());
    }

    /** Whether the feed is that workspace's. */
    public boolean isOperator(String workspaceId) {
        return workspaceId.equals(parties.operatorWorkspaceId());
    }

    /** Who looks and pays. */
    public String consumerWorkspaceId() {
        return parties.consumerWorkspaceId();
    }

    /** Whose feed it is; null while REQUESTED. */
    public @Nullable String operatorWorkspaceId() {
        return parties.operatorWorkspaceId();
    }

    /** When it was asked for. */
    public Instant createdAt() {
        return terms.createdAt();
    }

    /** Its first decoded frame; null before. */
    public @Nullable Instant startedAt() {
        return course.startedAt();
    }

    /** When it reached a terminal state, by whatever way; null before. */
    public @Nullable Instant endedAt() {
        return course.endedAt();
    }

    /** Metered seconds; 0 before the end. */
    public int cleanSeconds() {
        return course.cleanSeconds();
    }

    /** Where the frames come from; null while nobody has started it. */
    public @Nullable FeedSource source() {
        return media.source();
    }

    /** The video backend's id of its input; null before the start, and for own feeds that no video service names. */
    public @Nullable String videoBackendRef() {
        return media.videoBackendRef();
    }

    /**
     * The last moment of this session if nobody ends it: {@code maxDurationSeconds} after its first frame, or
     * {@code waitTimeoutSeconds} after it was asked for. Null once it is over.
     */
    @Nullable Instant dueAt() {
        if (state.isTerminal()) {
            return null;
        }
        Instant startedAt = course.startedAt();
        return startedAt == null
                ? terms.createdAt().plusSeconds(terms.waitTimeoutSeconds())
                : startedAt.plusSeconds(terms.maxDurationSeconds());
    }

    /** Whether its last moment lies before {@code now}. */
    boolean isOverdue(Instant now) {
        Instant dueAt = dueAt();
        return dueAt != null && now.isAfter(dueAt);
    }

    /** This session with an operator, who is engaged by it. */
    Session assigned(String operatorWorkspaceId) {
        return new Session(
                id, next(SessionState.ASSIGNED), parties.assigned(operatorWorkspaceId), terms, course, media, feed);
    }

    /** This session with its input. */
    Session started(VideoInput input) {
        return new Session(id, state, parties, terms, course, media.started(input), feed);
    }

    /** This session after its first frame. */
    Session live(Instant firstFrameAt) {
        return new Session(id, next(SessionState.LIVE), parties, terms, course.started(firstFrameAt), media, feed);
    }

    /** This session after its end, its feed connected all the time. */
    Session closed(SessionState terminal, Instant at) {
        return closed(terminal, at, DisconnectWindows.NONE);
    }

    /** This session after its end: operator and feed released, the meter read if it ever ran. */
    Session closed(SessionState terminal, Instant at, DisconnectWindows windows) {
        Course ended = course.ended(at, terms, windows);
        return new Session(id, next(terminal), parties.released(), terms, ended, media.released(), feed.ended());
    }

    /** This session with another word of the ingest. */
    Session withFeed(FeedStatus status) {
        return new Session(id, state, parties, terms, course, media, status);
    }

    private SessionState next(SessionState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("no step leads from " + state + " to " + next);
        }
        return next;
    }
}
