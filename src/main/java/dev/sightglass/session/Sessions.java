// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions: opens them, moves them through their states, lets them expire. Safe for concurrent use; no method blocks
 * for longer than its listener does. Time is the injected clock's wall time.
 */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** Closed sessions remembered at most: a kilobyte or two each, so some tens of megabytes. */
    private static final int KEEP_CLOSED = 10_000;

    private final SessionRepository repository;
    private final Clock clock;
    private final SessionLimits limits;
    private final SessionListener listener;

    Sessions(SessionRepository repository, Clock clock, SessionLimits limits, SessionListener listener) {
        this.repository = repository;
        this.clock = clock;
        this.limits = limits;
        this.listener = listener;
    }

    /** Sessions that live in this process's memory and end with it. */
    public static Sessions inMemory(Clock clock, SessionLimits limits, SessionListener listener) {
        return new Sessions(new InMemorySessions(KEEP_CLOSED), clock, limits, listener);
    }

    /**
     * Opens a session on the caller's own feed.
     *
     * @return the session, ASSIGNED, the caller being consumer and operator
     * @throws InvalidSessionException if a field is out of range
     * @throws TooManySessionsException if the workspace has as many open sessions as it may
     */
    public Session open(OpenSession wish) {
        wish.check(limits);
        Session session = Session.opened(wish, limits, clock.instant());
        if (!repository.add(session, limits.openPerWorkspace())) {
            throw new TooManySessionsException();
        }
        LOG.info(
                "event=session-opened session={} workspace={} source={}",
                session.id(),
                session.consumerWorkspaceId(),
                session.source().whepUrl());
        return session;
    }

    /**
     * The session of that id as it is now; one that is overdue expires by being looked at.
     *
     * @throws SessionNotFoundException if there is none
     */
    public Session find(UUID id) {
        return current(id, clock.instant()).orElseThrow(SessionNotFoundException::new);
    }

    /**
     * Marks a session LIVE because its first frame was decoded at that moment.
     *
     * @return the session if this call made it LIVE; empty when it was not ASSIGNED (any more), its wait was over before that
     *     frame, or it is unknown
     */
    public Optional<Session> live(UUID id, Instant firstFrameAt) {
        current(id, firstFrameAt);
        Optional<Session> live = repository.advance(id, SessionState.ASSIGNED, session -> session.live(firstFrameAt));
        live.ifPresent(session -> LOG.info("event=session-live session={}", session.id()));
        return live;
    }

    /**
     * Ends a LIVE session and reads its meter.
     *
     * @return the session, ENDED
     * @throws SessionNotFoundException if there is none
     * @throws InvalidStateException if it is not LIVE, be it that another caller ended it first
     */
    public Session end(UUID id) {
        Instant now = clock.instant();
        current(id, now);
        Session ended = repository
                .advance(id, SessionState.LIVE, session -> session.closed(SessionState.ENDED, now))
                .orElseThrow(() -> refusal(id));
        tellClosed(ended);
        return ended;
    }

    /**
     * Cancels a session that has seen no frame yet.
     *
     * @return the session, CANCELLED; empty when it was not ASSIGNED (any more) or is unknown
     */
    public Optional<Session> cancel(UUID id) {
        Instant now = clock.instant();
        Optional<Session> cancelled =
                repository.advance(id, SessionState.ASSIGNED, session -> session.closed(SessionState.CANCELLED, now));
        cancelled.ifPresent(this::tellClosed);
        return cancelled;
    }

    /**
     * Keeps what the ingest says of a session's feed.
     *
     * @return the session with that word; empty when it is over or unknown, which is no error: ingest speaks late
     */
    public Optional<Session> feedStatus(UUID id, FeedStatus status) {
        return repository.feed(id, status);
    }

    /**
     * Expires every overdue session and forgets those over for longer than {@link SessionLimits#keepEnded}. For the
     * sweeper.
     *
     * @return the sessions that this call expired
     */
    public List<Session> expireDue() {
        Instant now = clock.instant();
        List<Session> expired = repository.open().stream()
                .filter(session -> session.isOverdue(now))
                .flatMap(session -> expire(session).stream())
                .toList();
        repository.forgetEndedBefore(now.minus(limits.keepEnded()));
        return expired;
    }

    /** How many sessions are in each state, those that are over as long as they are remembered; every state has an entry. */
    public Map<SessionState, Integer> counts() {
        return repository.counts();
    }

    /** The sessions that are not over, in no order; an overdue one is among them until something expires it. */
    public Collection<Session> open() {
        return repository.open();
    }

    private Optional<Session> current(UUID id, Instant now) {
        Optional<Session> found = repository.find(id);
        if (found.isEmpty() || !found.get().isOverdue(now)) {
            return found;
        }
        Optional<Session> expired = expire(found.get());
        return expired.isPresent() ? expired : repository.find(id);
    }

    /** Closes an overdue session at its last moment, so that it does not matter who noticed, and when. */
    private Optional<Session> expire(Session overdue) {
        Optional<Session> expired = repository.advance(overdue.id(), overdue.state(), Sessions::expired);
        expired.ifPresent(this::tellClosed);
        return expired;
    }

    private static Session expired(Session session) {
        Instant dueAt = session.dueAt();
        if (dueAt == null) {
            throw new IllegalStateException("a session that is over does not expire");
        }
        return session.closed(SessionState.EXPIRED, dueAt);
    }

    private RuntimeException refusal(UUID id) {
        return repository
                .find(id)
                .<RuntimeException>map(session -> new InvalidStateException(session.state()))
                .orElseGet(SessionNotFoundException::new);
    }

    private void tellClosed(Session session) {
        LOG.info(
                "event=session-closed session={} state={} cleanSeconds={}",
                session.id(),
                session.state(),
                session.cleanSeconds());
        try {
            listener.closed(session);
        } catch (RuntimeException e) {
            // The class only: a message from below may carry a feed's URL.
            LOG.warn(
                    "event=session-listener-failed session={} error={}",
                    session.id(),
                    e.getClass().getName());
        }
    }
}
