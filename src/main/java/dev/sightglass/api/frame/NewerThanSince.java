// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.InvalidInputException;
import dev.sightglass.snapshot.SnapshotKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * {@code newer-than-since}: what the caller says it has in {@code since} becomes the entity tag of that frame in the variant that is
 * asked for now, so that the same frame in another size is nothing newer. Behind {@code frame-query}.
 */
public final class NewerThanSince implements Processor {

    private static final String SINCE = "since";

    /** Epoch and sequence, or an entity tag of ours. */
    private static final Pattern POSITION =
            Pattern.compile("\"?(?:([0-9a-f-]{36})-)?([0-9]{1,18})-([0-9]{1,18})(?:-[0-9A-Za-z-_.:]{1,200})?\"?");

    @Override
    public void process(Exchange exchange) {
        Object since = exchange.getMessage().removeHeader(SINCE);
        if (since == null) {
            return;
        }
        String sessionId = ApiExchange.session(exchange).id().toString();
        Matcher position = POSITION.matcher(since.toString());
        if (!position.matches()
                || (position.group(1) != null && !position.group(1).equals(sessionId))) {
            throw InvalidInputException.field(
                    "frame", SINCE, "the position of a picture of this session, such as 1-250, or its ETag");
        }
        FrameAsk ask = FrameExchange.ask(exchange);
        String etag = new SnapshotKey(sessionId, ask.variant())
                .etag(Long.parseLong(position.group(2)), Long.parseLong(position.group(3)));
        FrameExchange.setAsk(
                exchange, new FrameAsk(ask.variant(), ask.maxAge(), ask.longestWait(), etag, ask.preferenceApplied()));
    }
}
