// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How sessions come to their end, by whatever way: what is overdue expires by being looked at, a closed one is told of once.
 * Each change is one statement of the repository, so that a crash leaves a session before the step or after it. Safe for
 * concurrent use.
 */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    /** A session that waits can change under us no more often than this: it is assigned, and started. */
    private static final int CHANGES_WHILE_WAITING = 2;

    private final SessionRepository repository;
    private final Clock clock;
    private final SessionListener listener;
    private final SessionLimits limits;
    private final FeedWords feeds = new FeedWords();

    Steps(SessionRepository repository, Clock clock, SessionListener listener, SessionLimits limits) {
        this.repository = repository;
        this.clock = clock;
        this.listener = listener;
        this.limits = limits;
    }

    SessionRepository repository() {
        return repository;
    }

    FeedWords feeds() {
        return feeds;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * The session as it is now, not from memory.
     *
     * @throws SessionNotFoundException if there is none
     */
    Session find(UUID id) {
        return settled(repository.find(id), now()).orElseThrow(SessionNotFoundException::new);
    }

    /**
     * The session, in that state now.
     *
     * @throws SessionNotFoundException if there is none
     * @throws InvalidStateException if it is in another
     */
    Session find(UUID id, SessionState expected) {
        Session session = find(id);
        if (session.state() != expected) {
            throw new InvalidStateException(session.state());
        }
        return session;
    }

    /** The session with what ingest says of it, expired if its last moment lies before {@code now}. */
    Optional<Session> settled(Optional<Session> found, Instant now) {
        if (found.isEmpty() || !found.get().isOverdue(now)) {
            return found.map(feeds::on);
        }
        UUID id = found.get().id();
        Optional<Session> expired = expire(found.get());
        return expired.isPresent() ? expired : repository.find(id).map(feeds::on);
    }

    /** Closes an overdue session at its last moment, so that it does not matter who noticed, and when. */
    Optional<Session> expire(Session overdue) {
        Instant dueAt = overdue.dueAt();
        if (dueAt == null) {
            throw new IllegalStateException("a session that is over does not expire");
        }
        return close(feeds.on(overdue), SessionState.EXPIRED, dueAt);
    }

    /** Closes a session that is still as it was found; empty if it is not, which another caller saw to. */
    Optional<Session> close(Session found, SessionState terminal, Instant at) {
        Session next = found.closed(terminal, at, disconnects(found));
        if (!repository.swap(found.state(), next)) {
            return Optional.empty();
        }
        tellClosed(next);
        return Optional.of(next);
    }

    /** What the meter leaves out, as it is known now: a signal that comes after the end does not change a charge. */
    private DisconnectWindows disconnects(Session session) {
        if (session.startedAt() == null) {
            return DisconnectWindows.NONE;
        }
        return DisconnectWindows.of(repository.signals(session).stream()
                .filter(signal -> limits.disconnectsCount().contains(signal.source()))
                .toList());
    }

    /** Cancels a session that waits, whatever happens to it meanwhile; empty if it is LIVE, over or unknown. */
    Optional<Session> cancel(UUID id) {
        Instant now = now();
        Optional<Session> cancelled = Optional.empty();
        for (int change = 0; cancelled.isEmpty() && change <= CHANGES_WHILE_WAITING; change++) {
            cancelled = settled(repository.find(id), now)
                    .filter(session -> session.state().canBecome(SessionState.CANCELLED))
                    .flatMap(session -> close(session, SessionState.CANCELLED, now));
        }
        return cancelled;
    }

    /** Why a step did not happen, to one who lost it. */
    RuntimeException refusal(UUID id) {
        return repository
                .find(id)
                .<RuntimeException>map(session -> new InvalidStateException(session.state()))
                .orElseGet(SessionNotFoundException::new);
    }

    private void tellClosed(Session session) {
        feeds.forget(session.id());
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
