// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Where sessions are kept. Every method is atomic and safe for concurrent use. */
interface SessionRepository {
    /**
     * Adds a new session unless its consumer workspace has {@code openPerWorkspace} open ones already.
     *
     * @return whether it was added
     */
    boolean add(Session session, int openPerWorkspace);

    /** The session of that id as it is now. */
    Optional<Session> find(UUID id);

    /**
     * Moves a session on if, and only if, it is in state {@code expected}: a compare-and-swap on the state.
     *
     * @param step makes the new value from the present one; pure, since it may run more than once
     * @return the new value; empty when there is no such session or it is in another state
     */
    Optional<Session> advance(UUID id, SessionState expected, UnaryOperator<Session> step);

    /**
     * Stores the ingest's word on a session that is not over, whatever its state.
     *
     * @return the new value; empty when there is no such session or it is over
     */
    Optional<Session> feed(UUID id, FeedStatus status);

    /** The sessions that are not over, in no order. */
    Collection<Session> open();

    /** How many sessions are in each state; every state has an entry. */
    Map<SessionState, Integer> counts();

    /** Forgets sessions that were over before that moment. */
    void forgetEndedBefore(Instant moment);
}
