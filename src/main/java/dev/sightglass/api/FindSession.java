// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.NotAuthorizedException;
import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code find-session}: the session that the path names, as body and for the steps after. Unknown and malformed ids are
 * SESSION_NOT_FOUND, a session of other workspaces is NOT_AUTHORIZED.
 */
public final class FindSession implements Processor {

    private final Sessions sessions;

    public FindSession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void process(Exchange exchange) {
        Session session =
                sessions.find(Session.parseId(ApiExchange.sessionId(exchange)), ApiExchange.consistency(exchange));
        if (!session.isPartyWorkspace(ApiExchange.principal(exchange).workspaceId())) {
            throw NotAuthorizedException.workspaceMismatch();
        }
        ApiExchange.setSession(exchange, session);
        exchange.getMessage().setBody(session);
    }
}
