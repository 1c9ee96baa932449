// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.WhepConstants;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Joins the feeds of the sessions that an earlier process left open, however it ended; one that waits for an operator has none. Those whose time ran out meanwhile
 * expire. Runs once the routes do; a session that is opened just then is joined already, which makes this a step that
 * changes nothing.
 */
final class FormerSessions {

    private static final Logger LOG = LoggerFactory.getLogger(FormerSessions.class);

    private final Sessions sessions;
    private final ProducerTemplate camel;

    FormerSessions(Sessions sessions, ProducerTemplate camel) {
        this.sessions = sessions;
        this.camel = camel;
    }

    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        sessions.expireDue();
        sessions.open().stream().filter(session -> session.source() != null).forEach(this::resume);
    }

    private void resume(Session session) {
        try {
            camel.sendBody("direct:start-feed", session);
            LOG.info("event=session-resumed session={} state={}", session.id(), session.state());
            if (sessions.find(session.id()).state().isTerminal()) {
                // Somebody ended it between our look and our step, and so before there was a feed to leave.
                camel.sendBodyAndHeader(
                        "direct:stop-feed",
                        null,
                        WhepConstants.SESSION_ID,
                        session.id().toString());
            }
        } catch (RuntimeException e) {
            // One feed too many, routes without that step, a database that goes away: the session waits and expires,
            // the others go on.
            Throwable cause = e instanceof CamelExecutionException && e.getCause() != null ? e.getCause() : e;
            LOG.warn(
                    "event=session-not-resumed session={} error={}",
                    session.id(),
                    cause.getClass().getName());
        }
    }
}
