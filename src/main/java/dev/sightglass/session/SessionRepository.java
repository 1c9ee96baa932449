// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where sessions are kept. Every method is atomic and safe for concurrent use; a write is durable when it returns. */
interface SessionRepository {
    /**
     * Adds a new session unless its consumer workspace has {@code openPerWorkspace} open ones already.
     *
     * @return whether it was added
     */
    boolean add(Session session, int openPerWorkspace);

    /** The session of that id as it is now. */
    Optional<Session> find(UUID id);

    /** The session of that id, be it as it was a few seconds ago if another process has changed it since. For the hot path. */
    default Optional<Session> glance(UUID id) {
        return find(id);
    }

    /**
     * Replaces a session if, and only if, it is in state {@code expected}: one compare-and-swap on the state. Who made
     * {@code next} from a session read in that state loses nothing by it: states never come again, and within one only the
     * feed's epoch changes, which this leaves alone.
     *
     * @return whether it was replaced; false when there is no such session or it is in another state
     */
    boolean swap(SessionState expected, Session next);

    /** Remembers the number of the feed's newest connection; a lower one than is known changes nothing. */
    void raiseEpoch(UUID id, long epoch);

    /** The sessions that are not over, in no order. */
    List<Session> open();

    /** The sessions that are not over and whose last moment lies before {@code now}, in no order. */
    List<Session> overdue(Instant now);

    /** How many sessions are in each state; every state has an entry. */
    Map<SessionState, Integer> counts();

    /** Forgets sessions that were over before that moment. */
    void forgetEndedBefore(Instant moment);
}
