// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.access.Principal;
import dev.sightglass.access.Scope;
import dev.sightglass.session.OpenSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The steps that open, end, expire and show sessions, each a processor that a route calls by name. */
public final class SessionSteps {

    private final Sessions sessions;
    private final Envelopes envelopes;

    public SessionSteps(Sessions sessions, Envelopes envelopes) {
        this.sessions = sessions;
        this.envelopes = envelopes;
    }

    /** {@code open-session}: body {@link OpenSession} becomes the session it opened. */
    public Processor open() {
        return exchange -> hold(exchange, sessions.open(exchange.getMessage().getBody(OpenSession.class)));
    }

    /** {@code end-session}: ends the session found before. */
    public Processor end() {
        return exchange ->
                hold(exchange, sessions.end(ApiExchange.session(exchange).id()));
    }

    /** {@code end-or-cancel-session}: the session found before is over, whether it had a frame or not. */
    public Processor endOrCancel() {
        return exchange -> {
            Session session = ApiExchange.session(exchange);
            boolean waiting = session.state() == SessionState.REQUESTED || session.state() == SessionState.ASSIGNED;
            Principal principal = ApiExchange.principal(exchange);
            // Only its consumer may cancel; an operator hears of the state, as at the end of a session over HTTP.
            boolean cancels = waiting && session.isConsumer(principal.workspaceId());
            if (cancels) {
                principal.require(Scope.SESSIONS_CREATE);
            }
            hold(exchange, cancels ? sessions.cancel(session.id()) : sessions.end(session.id()));
        };
    }

    /** {@code expire-sessions}: ends what is overdue. */
    public Processor expire() {
        return exchange -> sessions.expireDue();
    }

    /** {@code answer-session}: the session as it is now, in the success envelope. */
    public Processor answer() {
        return exchange -> {
            Session session = sessions.find(ApiExchange.session(exchange).id(), ApiExchange.consistency(exchange));
            String caller = ApiExchange.principal(exchange).workspaceId();
            envelopes.answer(exchange, SessionView.of(session, caller, ApiExchange.issuedToken(exchange)));
        };
    }

    /** {@code require-party-scope}: a consumer may end with {@code sessions:create}, an operator with {@code sessions:operate}. */
    public Processor requirePartyScope() {
        return exchange -> {
            Principal principal = ApiExchange.principal(exchange);
            Session session = ApiExchange.session(exchange);
            boolean consumer = session.isConsumer(principal.workspaceId());
            boolean operator = session.isOperator(principal.workspaceId());
            if (!(consumer && principal.has(Scope.SESSIONS_CREATE))
                    && !(operator && principal.has(Scope.SESSIONS_OPERATE))) {
                throw NotAuthorizedException.scope(consumer ? Scope.SESSIONS_CREATE : Scope.SESSIONS_OPERATE);
            }
        };
    }

    private static void hold(Exchange exchange, Session session) {
        ApiExchange.setSession(exchange, session);
        exchange.getMessage().setBody(session);
    }
}
