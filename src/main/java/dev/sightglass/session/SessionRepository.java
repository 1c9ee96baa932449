// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import dev.sightglass.consistency.ConsistencyToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where sessions are kept. Every method is atomic and safe for concurrent use; a write is durable when it returns. */
interface SessionRepository {
    /** Adds a new session unless its consumer workspace may not have it, or its feed has an open one. */
    Admission add(Session session, Allowance allowance);

    /** The session of that id as it is now. */
    Optional<Session> find(UUID id);

    /**
     * The session of that id, be it as it was a few seconds ago if another process has changed it since, yet not as it was
     * before the token. For the hot path.
     */
    default Optional<Session> glance(UUID id, @Nullable ConsistencyToken token) {
        return find(id);
    }

    /** As {@link #glance(UUID, ConsistencyToken)} for any moment of the last seconds. */
    default Optional<Session> glance(UUID id) {
        return glance(id, null);
    }

    /** The open session of a configured feed. */
    Optional<Session> findByFeed(String feedName);

    /**
     * Moves a session on if, and only if, it is in state {@code expected} and has the input that {@code next} has: one
     * compare-and-swap. Who made {@code next} from a session read in that state loses nothing by it: states never come again,
     * and within one only the input and the feed's epoch change, which this leaves alone.
     *
     * @return whether it was moved; false when there is no such session or it is as nobody expected
     */
    boolean swap(SessionState expected, Session next);

    /** Gives a REQUESTED session its operator, who is engaged from then on; one compare-and-swap. */
    Assignment assign(UUID id, String operatorWorkspaceId);

    /** The same if that workspace is ONLINE at this moment. */
    Assignment assignOnline(UUID id, String operatorWorkspaceId);

    /**
     * Stores the input of an ASSIGNED session that has none and is no own feed; one compare-and-swap.
     *
     * @return whether it was stored
     */
    boolean start(UUID id, VideoInput input);

    /** Remembers the number of the feed's newest connection; a lower one than is known changes nothing. */
    void raiseEpoch(UUID id, long epoch);

    /** Sessions that the workspace consumes or operates, newest first, those of one moment by id; at most so many. */
    List<Session> list(String workspaceId, int atMost);

    /** The ASSIGNED sessions that the workspace operates, oldest first, those of one moment by id. */
    List<Session> assignedTo(String operatorWorkspaceId);

    /** The sessions that are not over, in no order. */
    List<Session> open();

    /** The sessions that are not over and whose last moment lies before {@code now}, in no order. */
    List<Session> overdue(Instant now);

    /** How many sessions are in each state; every state has an entry. */
    Map<SessionState, Integer> counts();

    /** What was said of the session's feed, under its own id or its input's, in no order. */
    List<FeedSignal> signals(Session session);

    /** The session that is not over and has the input of that id; the newest, should there be several. */
    Optional<Session> openOn(String videoBackendRef);

    /** Whether that input was made for a session, by {@link #start}, be it open or over. */
    boolean isMade(String videoBackendRef);

    /** Forgets signals of before that moment. */
    void forgetSignalsBefore(Instant moment);

    /** Forgets sessions that were over before that moment, but for those that were charged: they count as spent. */
    void forgetEndedBefore(Instant moment);
}
