// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.session.InvalidStateException;
import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.WhepConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/**
 * {@code leave-feed-if-over}: whoever ended the session between its start and our joining its feed found no feed to leave, so we
 * leave it.
 */
final class StartedFeed implements Processor {

    private final Sessions sessions;
    private final ProducerTemplate camel;

    StartedFeed(Sessions sessions, ProducerTemplate camel) {
        this.sessions = sessions;
        this.camel = camel;
    }

    @Override
    public void process(Exchange exchange) {
        Session session = sessions.find(ApiExchange.session(exchange).id());
        if (session.state().isTerminal()) {
            camel.sendBodyAndHeader(
                    "direct:stop-feed",
                    null,
                    WhepConstants.SESSION_ID,
                    session.id().toString());
            throw new InvalidStateException(session.state());
        }
    }
}
