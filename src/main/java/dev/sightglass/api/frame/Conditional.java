// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Snapshot;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * {@code conditional}: a client that already has this very picture gets 304 and no body (RFC 9110 section 13.1.2). The
 * snapshot stays with the exchange for the step that writes the headers.
 */
public final class Conditional implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Snapshot snapshot = message.getBody(Snapshot.class);
        FrameExchange.setSnapshot(exchange, snapshot);
        String candidates = FrameExchange.ask(exchange).ifNoneMatch();
        message.removeHeaders("*");
        boolean known = candidates != null && EntityTags.listed(candidates, snapshot.etag());
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, known ? 304 : 200);
        message.setBody(known ? null : snapshot.bytes());
    }
}
