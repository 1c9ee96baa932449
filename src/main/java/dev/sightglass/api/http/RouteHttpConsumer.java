// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one {@code platform-http} endpoint: each request is a {@link Turn}, begun on the container's thread. */
final class RouteHttpConsumer extends SpringBootPlatformHttpConsumer {

    private static final Logger log = LoggerFactory.getLogger(RouteHttpConsumer.class);

    private final RequestReader reader;
    private final AnswerHead head;

    RouteHttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, ErrorBody errors) {
        super(endpoint, processor, Runnable::run);
        this.reader = new RequestReader(endpoint.getPath(), endpoint.getHeaderFilterStrategy());
        this.head = new AnswerHead(endpoint.getHeaderFilterStrategy(), errors);
    }

    /** Answers null, by which Spring MVC knows that the response is ours, complete or to come, and dispatches nothing. */
    @Override
    @SuppressWarnings("NullAway") // the supertype is not annotated
    public @Nullable CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (isSuspended()) {
                response.getOutputStream().write(head.error(HttpServletResponse.SC_SERVICE_UNAVAILABLE, response));
            } else {
                new Turn(request, response, begin(request), this).run(getAsyncProcessor());
            }
        } catch (IOException e) {
            // The client has gone. Nothing is left to be told to anybody.
            log.debug("client went away, path={}", getEndpoint().getPath(), e);
        }
        return null;
    }

    AnswerHead head() {
        return head;
    }

    private Exchange begin(HttpServletRequest request) throws IOException {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        reader.read(request, exchange);
        try {
            createUoW(exchange);
        } catch (Exception e) {
            throw new IllegalStateException("no unit of work", e);
        }
        return exchange;
    }

    /** The exchange is answered, or nobody waits for its answer. */
    void end(Exchange exchange) {
        doneUoW(exchange);
        releaseExchange(exchange, false);
    }
}
