// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions: opens them, moves them through their states, lets them expire. Safe for concurrent use; no method blocks
 * for longer than its listener does. Time is the injected clock's wall time.
 */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final SessionRepository repository;
    private final Clock clock;
    private final SessionLimits limits;
    private final SessionListener listener;
    private final FeedWords feeds = new FeedWords();

    Sessions(SessionRepository repository, Clock clock, SessionLimits limits, SessionListener listener) {
        this.repository = repository;
        this.clock = clock;
        this.limits = limits;
        this.listener = listener;
    }

    /** Sessions in a database that has our tables; they outlive the process. */
    public static Sessions stored(DataSource dataSource, Clock clock, SessionLimits limits, SessionListener listener) {
        RecentSessions repository = new RecentSessions(new JdbcSessions(dataSource), Ticker.systemTicker());
        return new Sessions(repository, clock, limits, listener);
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
     * The session of that id; one that is overdue expires by being looked at. What this process did to it is seen at once, what
     * another process did after 5 seconds at most.
     *
     * @throws SessionNotFoundException if there is none
     */
    public Session find(UUID id) {
        return settled(repository.glance(id), clock.instant()).orElseThrow(SessionNotFoundException::new);
    }

    /**
     * Marks a session LIVE because its first frame was decoded at that moment.
     *
     * @return the session if this call made it LIVE; empty when it was not ASSIGNED (any more), its wait was over before that
     *     frame, or it is unknown
     */
    public Optional<Session> live(UUID id, Instant firstFrameAt) {
        Optional<Session> live = step(
                settled(repository.find(id), firstFrameAt),
                SessionState.ASSIGNED,
                session -> session.live(firstFrameAt));
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
        Session ended = step(
                        settled(repository.find(id), now),
                        SessionState.LIVE,
                        session -> session.closed(SessionState.ENDED, now))
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
        Optional<Session> cancelled = step(
                settled(repository.find(id), now),
                SessionState.ASSIGNED,
                session -> session.closed(SessionState.CANCELLED, now));
        cancelled.ifPresent(this::tellClosed);
        return cancelled;
    }

    /**
     * Keeps what the ingest says of a session's feed, in this process's memory; durable are only the number of the connection,
     * at once, and the rest with the session's next step.
     *
     * @return the session with that word; empty when it is over or unknown, which is no error: ingest speaks late
     */
    public Optional<Session> feedStatus(UUID id, FeedStatus status) {
        Optional<Session> open =
                repository.glance(id).filter(session -> !session.state().isTerminal());
        if (open.isPresent()) {
            FeedStatus before = feeds.say(id, status);
            if (status.epoch() > (before == null ? open.get().feed() : before).epoch()) {
                repository.raiseEpoch(id, status.epoch());
            }
        }
        return open.map(session -> session.withFeed(status));
    }

    /**
     * Expires every overdue session and forgets those over for longer than {@link SessionLimits#keepEnded}. For the
     * sweeper.
     *
     * @return the sessions that this call expired
     */
    public List<Session> expireDue() {
        Instant now = clock.instant();
        List<Session> expired = repository.overdue(now).stream()
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
    public List<Session> open() {
        return repository.open().stream().map(feeds::on).toList();
    }

    /** A step of the state machine; empty if the session is not in state {@code from}, or another caller was faster. */
    private Optional<Session> step(Optional<Session> found, SessionState from, UnaryOperator<Session> step) {
        return found.filter(session -> session.state() == from).map(step).filter(next -> repository.swap(from, next));
    }

    /** The session with what ingest says of it, expired if its last moment lies before {@code now}. */
    private Optional<Session> settled(Optional<Session> found, Instant now) {
        if (found.isEmpty() || !found.get().isOverdue(now)) {
            return found.map(feeds::on);
        }
        UUID id = found.get().id();
        Optional<Session> expired = expire(found.get());
        return expired.isPresent() ? expired : repository.find(id).map(feeds::on);
    }

    /** Closes an overdue session at its last moment, so that it does not matter who noticed, and when. */
    private Optional<Session> expire(Session overdue) {
        Session next = expired(feeds.on(overdue));
        if (!repository.swap(overdue.state(), next)) {
            return Optional.empty();
        }
        tellClosed(next);
        return Optional.of(next);
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
