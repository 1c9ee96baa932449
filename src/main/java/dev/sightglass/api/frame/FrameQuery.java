// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.api.QueryParameters;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** {@code frame-query}: which picture is asked for. The plain GET asks for the one of the settings. */
public final class FrameQuery implements Processor {

    private final FrameAsks asks;

    public FrameQuery(FrameAsks asks) {
        this.asks = asks;
    }

    @Override
    public void process(Exchange exchange) {
        Message request = exchange.getMessage();
        String accept = text(request, "Accept");
        String prefer = text(request, "Prefer");
        String ifNoneMatch = text(request, "If-None-Match");
        Object query = request.getHeader(Exchange.HTTP_QUERY);
        FrameAsk ask = query == null || query.equals("")
                ? asks.plain(accept, prefer, ifNoneMatch)
                : asks.of(
                        QueryParameters.of(exchange, "frame", FrameParameters.ALL)
                                .all(),
                        accept,
                        prefer,
                        ifNoneMatch);
        FrameExchange.setAsk(exchange, ask);
    }

    /** A header that was sent in several lines is one list (RFC 9110 section 5.3). */
    private static @Nullable String text(Message request, String name) {
        Object value = request.getHeader(name);
        if (value instanceof Iterable<?> lines) {
            StringBuilder joined = new StringBuilder();
            lines.forEach(line -> joined.append(joined.isEmpty() ? "" : ", ").append(line));
            return joined.toString();
        }
        return value == null ? null : value.toString();
    }
}
