// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.access.Scope.SESSIONS_CREATE;
import static dev.sightglass.access.Scope.SESSIONS_OPERATE;
import static dev.sightglass.access.Scope.SESSIONS_READ;

import dev.sightglass.access.Scope;
import dev.sightglass.session.SessionState;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API should do with sessions, written from the contract: who may, in which state, what becomes of it. Each method takes
 * its step or throws the {@link ModelRefusal} that the request should meet. One thread, no database, no cache.
 */
final class SessionModel {
    static final int OPEN_PER_WORKSPACE = 4;
    static final long SPENDING_LIMIT = 1_000_000;

    final Map<String, ModelSession> sessions = new LinkedHashMap<>();
    final ModelAccess access;
    final ModelMarket market;
    private final Clock clock;

    SessionModel(Clock clock) {
        this.clock = clock;
        this.access = new ModelAccess(clock);
        this.market = new ModelMarket(access, clock);
    }

    /** The new session, which the caller gives its id and puts among the others. */
    ModelSession create(ModelCaller caller, ModelWish wish) {
        access.authorised(caller, SESSIONS_CREATE);
        String workspace = caller.workspace();
        if (!market.workspaces.get(workspace).isConsumer()) {
            throw ModelRefusal.notAuthorized();
        }
        if (wish.fault() == ModelWish.Fault.OTHER_WORKSPACE) {
            throw ModelRefusal.mismatch();
        }
        if (wish.fault() != ModelWish.Fault.NONE) {
            throw ModelRefusal.invalidInput();
        }
        ModelMarket.ModelQuote quote = wish.quoteId() == null ? null : market.good(wish.quoteId(), workspace, wish);
        List<ModelSession> own = sessions.values().stream()
                .filter(session -> session.consumer.equals(workspace))
                .toList();
        if (own.stream().filter(ModelSession::isOpen).count() >= OPEN_PER_WORKSPACE) {
            throw ModelRefusal.of("409 CONFLICT");
        }
        ModelSession session = new ModelSession(workspace, wish, clock.instant());
        if (own.stream().mapToLong(ModelSession::spent).sum() + session.spent() > SPENDING_LIMIT) {
            throw ModelRefusal.of("400 INSUFFICIENT_CREDIT");
        }
        market.quotes.remove(quote);
        return session;
    }

    ModelSession get(ModelCaller caller, String id) {
        return party(caller, SESSIONS_READ, id);
    }

    Collection<ModelSession> list(ModelCaller caller, @Nullable String named) {
        access.authorised(caller, SESSIONS_READ);
        if (named != null && !named.equals(caller.workspace())) {
            throw ModelRefusal.mismatch();
        }
        return sessions.values().stream()
                .filter(session -> session.isParty(caller.workspace()))
                .toList();
    }

    ModelSession dispatch(ModelCaller caller, String id) {
        ModelSession session = party(caller, SESSIONS_CREATE, id);
        requireConsumer(caller, session);
        requireState(session, SessionState.REQUESTED);
        ModelWorkspace idlest = market.workspaces.values().stream()
                .filter(each -> each.isSupplier() && each.isOnline())
                .filter(each -> each.coveredPlace != null && each.coveredPlace == session.place)
                .filter(each -> !isBusy(each.id))
                .min(Comparator.comparing(ModelWorkspace::idleSince).thenComparing(each -> each.id))
                .orElseThrow(() -> ModelRefusal.of("503 NO_COVERAGE"));
        return assign(session, idlest.id);
    }

    ModelSession accept(ModelCaller caller, String id, @Nullable String named) {
        access.authorised(caller, SESSIONS_OPERATE);
        if (!market.workspaces.get(caller.workspace()).isSupplier()) {
            throw ModelRefusal.notAuthorized();
        }
        if (named != null && !named.equals(caller.workspace())) {
            throw ModelRefusal.mismatch();
        }
        ModelSession session = known(id);
        requireState(session, SessionState.REQUESTED);
        if (isBusy(caller.workspace())) {
            throw ModelRefusal.invalidState();
        }
        return assign(session, caller.workspace());
    }

    ModelSession start(ModelCaller caller, String id) {
        ModelSession session = party(caller, SESSIONS_OPERATE, id);
        requireOperator(caller, session);
        requireState(session, SessionState.ASSIGNED);
        return session;
    }

    /** Whether the first frame makes it LIVE. */
    boolean live(ModelSession session) {
        boolean becomes = session.state == SessionState.ASSIGNED;
        if (becomes) {
            session.state = SessionState.LIVE;
            session.startedAt = clock.instant();
        }
        return becomes;
    }

    ModelSession end(ModelCaller caller, String id) {
        access.authenticated(caller);
        ModelSession session = visible(caller, id);
        boolean consumer =
                session.consumer.equals(caller.workspace()) && caller.scopes().contains(SESSIONS_CREATE);
        boolean operator =
                session.isOperator(caller.workspace()) && caller.scopes().contains(SESSIONS_OPERATE);
        if (!consumer && !operator) {
            throw ModelRefusal.notAuthorized();
        }
        requireState(session, SessionState.LIVE);
        return close(session, SessionState.ENDED, clock.instant());
    }

    ModelSession cancel(ModelCaller caller, String id) {
        ModelSession session = party(caller, SESSIONS_CREATE, id);
        requireConsumer(caller, session);
        requireState(session, SessionState.REQUESTED, SessionState.ASSIGNED);
        return close(session, SessionState.CANCELLED, clock.instant());
    }

    List<ModelSession> cancelAll(ModelCaller caller) {
        access.authorised(caller, SESSIONS_OPERATE);
        return sessions.values().stream()
                .filter(session -> session.state == SessionState.ASSIGNED && session.isOperator(caller.workspace()))
                .map(session -> close(session, SessionState.CANCELLED, clock.instant()))
                .toList();
    }

    ModelSession viewerToken(ModelCaller caller, String id) {
        ModelSession session = party(caller, SESSIONS_READ, id);
        requireState(session, SessionState.LIVE);
        return session;
    }

    ModelSession producerToken(ModelCaller caller, String id) {
        ModelSession session = party(caller, SESSIONS_OPERATE, id);
        requireOperator(caller, session);
        if (!session.isOpen() || session.ref == null) {
            throw ModelRefusal.invalidState();
        }
        return session;
    }

    /** What is overdue expires at its last moment; those that this call expired. */
    List<ModelSession> expireDue() {
        Instant now = clock.instant();
        return sessions.values().stream()
                .filter(session -> session.isOpen() && now.isAfter(session.dueAt()))
                .map(session -> close(session, SessionState.EXPIRED, session.dueAt()))
                .toList();
    }

    boolean isBusy(String workspace) {
        return sessions.values().stream().anyMatch(session -> session.engages() && session.isOperator(workspace));
    }

    private ModelSession assign(ModelSession session, String operator) {
        session.state = SessionState.ASSIGNED;
        session.operator = operator;
        return session;
    }

    private ModelSession close(ModelSession session, SessionState terminal, Instant at) {
        session.close(terminal, at);
        Optional.ofNullable(session.operator).map(market.workspaces::get).ifPresent(operator -> {
            if (operator.releasedAt == null || at.isAfter(operator.releasedAt)) {
                operator.releasedAt = at;
            }
        });
        return session;
    }

    private ModelSession party(ModelCaller caller, Scope scope, String id) {
        access.authorised(caller, scope);
        return visible(caller, id);
    }

    private ModelSession visible(ModelCaller caller, String id) {
        ModelSession session = known(id);
        if (!session.isParty(caller.workspace())) {
            throw ModelRefusal.notAuthorized();
        }
        return session;
    }

    private ModelSession known(String id) {
        return Optional.ofNullable(sessions.get(id)).orElseThrow(() -> ModelRefusal.of("404 SESSION_NOT_FOUND"));
    }

    private static void requireConsumer(ModelCaller caller, ModelSession session) {
        if (!session.consumer.equals(caller.workspace())) {
            throw ModelRefusal.notAuthorized();
        }
    }

    private static void requireOperator(ModelCaller caller, ModelSession session) {
        if (!session.isOperator(caller.workspace())) {
            throw ModelRefusal.notAuthorized();
        }
    }

    private static void requireState(ModelSession session, SessionState... states) {
        if (!List.of(states).contains(session.state)) {
            throw ModelRefusal.invalidState();
        }
    }
}
