// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.cipher.DataCipher;
import dev.sightglass.cipher.SecretColumns;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions: opens them, moves them through their states, lets them expire. Safe for concurrent use; no method blocks
 * for longer than its listener does. Time is the injected clock's wall time.
 */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** What a list holds at most. */
    static final int LISTED = 1000;

    private final SessionRepository repository;
    private final SessionLimits limits;
    private final Steps steps;
    private final Assignments assignments;

    Sessions(Steps steps, Suppliers suppliers, SessionLimits limits) {
        this.repository = steps.repository();
        this.limits = limits;
        this.steps = steps;
        this.assignments = new Assignments(steps, suppliers);
    }

    /**
     * Where sessions are kept.
     *
     * @param cipher seals their URLs and tokens
     */
    public record Store(DataStore history, DataCipher cipher) {}

    /** The columns in which they are kept sealed. */
    public static SecretColumns secretColumns() {
        return SessionSecrets.COLUMNS;
    }

    /** Sessions in a database that has our tables; they outlive the process. */
    public static Sessions stored(Store store, Clock clock, SessionLimits limits, SessionListener listener) {
        DataSource database = store.history().database();
        RecentSessions repository =
                new RecentSessions(new JdbcSessions(database, store.cipher()), store.history(), Ticker.systemTicker());
        return new Sessions(new Steps(repository, clock, listener, limits), new JdbcSuppliers(database), limits);
    }

    /** The same as the only ones who use that database, for as long as they live: the key to their secrets goes with them. */
    public static Sessions stored(DataSource dataSource, Clock clock, SessionLimits limits, SessionListener listener) {
        return stored(new Store(DataStore.of(dataSource), DataCipher.forget()), clock, limits, listener);
    }

    /** The steps by which sessions get an operator. */
    public Assignments assignments() {
        return assignments;
    }

    /**
     * Opens a session on the caller's own feed.
     *
     * @return the session, ASSIGNED, the caller being consumer and operator
     * @throws InvalidSessionException if a field is out of range
     * @throws TooManySessionsException if the workspace has as many open sessions as it may
     * @throws FeedOpenException if the configured feed that the wish names has an open session
     */
    public Session open(OpenSession wish) {
        wish.check(limits);
        Session session = add(Session.opened(wish, limits, steps.now()), 0);
        LOG.info(
                "event=session-opened session={} workspace={} source={}",
                session.id(),
                session.consumerWorkspaceId(),
                wish.source().whepUrl());
        return session;
    }

    /**
     * Lets a wish pass that {@link #request} would take, so that nothing is spent on one that it would not.
     *
     * @throws InvalidSessionException if a field is out of range
     */
    public void check(RequestSession wish) {
        wish.check(limits);
    }

    /** As {@link #request(RequestSession, Price, long)}, under the spending limit of all workspaces. */
    public Session request(RequestSession wish, Price price) {
        return request(wish, price, limits.spendingMicroUsdc());
    }

    /**
     * Opens a session that waits for somebody to show a place. The most it can cost is held until it is over.
     *
     * @param spendingLimitMicroUsdc millionths of a USDC that the workspace's charges and holds may come to, with this one's;
     *     0 for no limit. Exact whoever else asks at the same moment
     * @return the session, REQUESTED
     * @throws InvalidSessionException if a field is out of range
     * @throws TooManySessionsException if the workspace has as many open sessions as it may
     * @throws InsufficientCreditException if the limit would be exceeded
     */
    public Session request(RequestSession wish, Price price, long spendingLimitMicroUsdc) {
        wish.check(limits);
        Terms terms = Terms.of(wish, price, limits, steps.now());
        Session session = add(Session.requested(wish, terms), spendingLimitMicroUsdc);
        LOG.info("event=session-requested session={} workspace={}", session.id(), session.consumerWorkspaceId());
        return session;
    }

    /** As {@link #find(UUID, ConsistencyToken)} by what was known in the last seconds. */
    public Session find(UUID id) {
        return find(id, null);
    }

    /**
     * The session of that id; one that is overdue expires by being looked at. What this process did to it is seen at once, what
     * another process did after 5 seconds at most, or before the token's moment.
     *
     * @param token a moment before which nothing that was read counts, or null for the last seconds
     * @throws SessionNotFoundException if there is none
     */
    public Session find(UUID id, @Nullable ConsistencyToken token) {
        return steps.settled(repository.glance(id, token), steps.now()).orElseThrow(SessionNotFoundException::new);
    }

    /** The sessions that the workspace consumes or operates, newest first, those of one moment by id; the newest 1000. */
    public List<Session> list(String workspaceId) {
        Instant now = steps.now();
        return repository.list(workspaceId, LISTED).stream()
                .flatMap(session -> steps.settled(Optional.of(session), now).stream())
                .toList();
    }

    /** The open session of a configured feed. */
    public Optional<Session> findByFeed(String feedName) {
        return steps.settled(repository.findByFeed(feedName), steps.now())
                .filter(session -> !session.state().isTerminal());
    }

    /** The open session on the input that a video service names so. Asks the database; what is overdue expires. */
    public Optional<Session> findByInput(String videoBackendRef) {
        return steps.settled(repository.openOn(videoBackendRef), steps.now())
                .filter(session -> !session.state().isTerminal());
    }

    /** Whether an input was made for a session's operator to publish to, be that session open or over: then it is no other's. */
    public boolean isMadeForASession(String videoBackendRef) {
        return repository.isMade(videoBackendRef);
    }

    /**
     * Gives an ASSIGNED session the input that was made for it. It stays ASSIGNED until its first frame.
     *
     * @return the session with its input: this one, or that of a caller who was faster. Then this one is of no use
     * @throws SessionNotFoundException if there is none
     * @throws InvalidStateException if it is not ASSIGNED, or is on a feed that its consumer brought along
     */
    public Session start(UUID id, VideoInput input) {
        Session session = steps.find(id, SessionState.ASSIGNED);
        if (session.videoBackendRef() != null) {
            return session;
        }
        if (repository.start(id, input)) {
            LOG.info("event=session-started session={}", id);
            return session.started(input);
        }
        Session now = steps.find(id, SessionState.ASSIGNED);
        if (now.videoBackendRef() == null) {
            throw new InvalidStateException(now.state());
        }
        return now;
    }

    /**
     * Marks a session LIVE because its first frame was decoded at that moment.
     *
     * @return the session if this call made it LIVE; empty when it was not ASSIGNED (any more), its wait was over before that
     *     frame, or it is unknown
     */
    public Optional<Session> live(UUID id, Instant firstFrameAt) {
        Optional<Session> live = steps.settled(repository.find(id), firstFrameAt)
                .filter(session -> session.state() == SessionState.ASSIGNED)
                .map(session -> session.live(firstFrameAt))
                .filter(next -> repository.swap(SessionState.ASSIGNED, next));
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
        Session live = steps.find(id, SessionState.LIVE);
        return steps.close(live, SessionState.ENDED, steps.now()).orElseThrow(() -> steps.refusal(id));
    }

    /**
     * Cancels a session that has seen no frame yet.
     *
     * @return the session, CANCELLED
     * @throws SessionNotFoundException if there is none
     * @throws InvalidStateException if it is neither REQUESTED nor ASSIGNED
     */
    public Session cancel(UUID id) {
        return steps.cancel(id).orElseThrow(() -> steps.refusal(id));
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
            FeedStatus before = steps.feeds().say(id, status);
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
        Instant now = steps.now();
        List<Session> expired = repository.overdue(now).stream()
                .flatMap(session -> expired(session).stream())
                .toList();
        repository.forgetEndedBefore(now.minus(limits.keepEnded()));
        repository.forgetSignalsBefore(now.minus(limits.signalsMatterFor()));
        return expired;
    }

    /** One that cannot be expired, for whatever reason, must not keep the others. */
    private Optional<Session> expired(Session overdue) {
        try {
            return steps.expire(overdue);
        } catch (ArithmeticException | IllegalStateException e) {
            LOG.error("event=session-not-expired session={}", overdue.id(), e);
            return Optional.empty();
        }
    }

    /** How many sessions are in each state, those that are over as long as they are remembered; every state has an entry. */
    public Map<SessionState, Integer> counts() {
        return repository.counts();
    }

    /** The sessions that are not over, in no order; an overdue one is among them until something expires it. */
    public List<Session> open() {
        return repository.open().stream().map(steps.feeds()::on).toList();
    }

    private Session add(Session session, long spendingMicroUsdc) {
        return switch (repository.add(session, new Allowance(limits.openPerWorkspace(), spendingMicroUsdc))) {
            case ADDED -> session;
            case TOO_MANY_OPEN -> throw new TooManySessionsException();
            case TOO_EXPENSIVE -> throw new InsufficientCreditException();
            case FEED_OPEN -> throw new FeedOpenException();
        };
    }
}
