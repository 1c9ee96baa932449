// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.WhepConstants;
import dev.sightglass.whepsession.LeftWhepSessions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Joins the feeds of the sessions that an earlier process left open, however it ended; one that waits for an operator has none. Those whose time ran out meanwhile
 * expire. Runs once the routes do, beside the requests that come then; a session that is opened just then is joined already, which makes this a step that
 * changes nothing. What there was no room for, or no database, is tried again.
 */
final class FormerSessions {

    private static final Logger LOG = LoggerFactory.getLogger(FormerSessions.class);
    /** For the WHEP sessions that the earlier process left: a server may allow one viewer only, but it may also be silent. */
    private static final Duration FOR_FORMER_VIEWERS = Duration.ofSeconds(3);

    private final Sessions sessions;
    private final ProducerTemplate camel;
    private final LeftWhepSessions left;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();

    /** @param left WHEP sessions of the earlier process, ended first */
    FormerSessions(Sessions sessions, ProducerTemplate camel, LeftWhepSessions left) {
        this.sessions = sessions;
        this.camel = camel;
        this.left = left;
    }

    /** In the background: however many there are, the process is ready. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread thread = new Thread(this::resume, "former-sessions");
        thread.setDaemon(true);
        thread.start();
    }

    private void resume() {
        try {
            left.end()
                    .toCompletableFuture()
                    .completeOnTimeout(null, FOR_FORMER_VIEWERS.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (RuntimeException e) {
            LOG.warn("event=whep-sessions-not-ended error={}", e.getClass().getName());
        }
        try {
            sessions.expireDue();
            sessions.open().stream().filter(session -> session.source() != null).forEach(this::resume);
        } catch (RuntimeException e) {
            LOG.warn("event=sessions-not-resumed error={}", e.getClass().getName());
        }
    }

    /** {@code resume-waiting-sessions}: tries again with those that could not be joined and are open still. */
    void resumeWaiting(Exchange exchange) {
        if (!waiting.isEmpty()) {
            List<Session> open = sessions.open();
            waiting.retainAll(open.stream().map(Session::id).collect(Collectors.toSet()));
            open.stream().filter(session -> waiting.contains(session.id())).forEach(this::resume);
        }
    }

    private void resume(Session session) {
        try {
            camel.sendBodyAndHeader("direct:start-feed", session, WhepConstants.RESUMED, true);
            waiting.remove(session.id());
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
            // One feed too many, routes without that step, a database that goes away: the session waits, the others go
            // on.
            Throwable cause = e instanceof CamelExecutionException && e.getCause() != null ? e.getCause() : e;
            if (waiting.add(session.id())) {
                LOG.warn(
                        "event=session-not-resumed session={} error={}",
                        session.id(),
                        cause.getClass().getName());
            }
        }
    }
}
