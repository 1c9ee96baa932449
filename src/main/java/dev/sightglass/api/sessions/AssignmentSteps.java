// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.sessions;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.Envelopes;
import dev.sightglass.api.QueryParameters;
import dev.sightglass.api.RequestBody;
import dev.sightglass.api.SessionView;
import dev.sightglass.api.WorkspaceMismatchException;
import dev.sightglass.session.RequestSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** The steps that ask for sessions, assign, cancel and list them, each a processor that a route calls by name. */
public final class AssignmentSteps {
    private static final String AREA = "session";
    private static final String WORKSPACE = "workspaceId";

    private final RequestBody<AcceptRequest> acceptance = new RequestBody<>(AcceptRequest.class, AREA);
    private final Sessions sessions;
    private final Envelopes envelopes;

    public AssignmentSteps(Sessions sessions, Envelopes envelopes) {
        this.sessions = sessions;
        this.envelopes = envelopes;
    }

    /** {@code request-session}: body {@link RequestSession} becomes the session that waits. */
    public Processor request(RateSource rates, SpendingLimits limits) {
        return exchange -> {
            RequestSession wish = exchange.getMessage().getBody(RequestSession.class);
            // Before a price is asked for: that may spend a quote.
            sessions.check(wish);
            OptionalLong limit = limits.of(wish.workspaceId());
            Session session = rates.atRate(
                    wish,
                    price -> limit.isPresent()
                            ? sessions.request(wish, price, limit.getAsLong())
                            : sessions.request(wish, price));
            ApiExchange.setSession(exchange, session);
        };
    }

    /** {@code dispatch-session}: finds an operator for the session found before. */
    public Processor dispatch() {
        return exchange ->
                ApiExchange.setSession(exchange, sessions.assignments().dispatch(idOf(exchange)));
    }

    /**
     * {@code accept-session}: gives the session that the path names to the caller's workspace. No party yet, that one cannot be
     * held to the rule that only parties see a session.
     */
    public Processor accept() {
        return exchange -> {
            String workspaceId = workspaceOf(exchange);
            requireOwn(
                    acceptance
                            .readIfAny(exchange)
                            .map(AcceptRequest::operatorWorkspaceId)
                            .orElse(null),
                    workspaceId);
            UUID id = Session.parseId(exchange.getMessage().getHeader("id", "", String.class));
            ApiExchange.setSession(exchange, sessions.assignments().accept(id, workspaceId));
        };
    }

    /** {@code cancel-session}: cancels the session found before. */
    public Processor cancel() {
        return exchange -> ApiExchange.setSession(exchange, sessions.cancel(idOf(exchange)));
    }

    /** {@code cancel-all-assignments}: the caller's workspace gives up what it was assigned; the body becomes which sessions. */
    public Processor cancelAll() {
        return exchange -> exchange.getMessage()
                .setBody(CancelledAssignments.of(sessions.assignments().cancelAll(workspaceOf(exchange))));
    }

    /** {@code answer-cancelled-assignments}: these sessions. */
    public Processor answerCancelled() {
        return exchange -> envelopes.answer(exchange, exchange.getMessage().getBody(CancelledAssignments.class));
    }

    /** {@code list-sessions}: answers the sessions of the caller's workspace. */
    public Processor list() {
        return exchange -> {
            String workspaceId = workspaceOf(exchange);
            requireOwn(QueryParameters.of(exchange, AREA, Set.of(WORKSPACE)).text(WORKSPACE), workspaceId);
            envelopes.answer(
                    exchange,
                    sessions.list(workspaceId).stream()
                            .map(session -> SessionView.of(session, workspaceId))
                            .toList());
        };
    }

    private static void requireOwn(@Nullable String named, String workspaceId) {
        if (named != null && !named.equals(workspaceId)) {
            throw new WorkspaceMismatchException(AREA);
        }
    }

    private static UUID idOf(Exchange exchange) {
        return ApiExchange.session(exchange).id();
    }

    private static String workspaceOf(Exchange exchange) {
        return ApiExchange.principal(exchange).workspaceId();
    }
}
