// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one {@code platform-http} endpoint on the calling thread and writes byte arrays without a copy. */
final class SynchronousHttpConsumer extends SpringBootPlatformHttpConsumer {

    private static final Logger log = LoggerFactory.getLogger(SynchronousHttpConsumer.class);

    SynchronousHttpConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        super(endpoint, processor, Runnable::run);
    }

    /** Answers null, by which Spring MVC knows that the response is complete and dispatches nothing. */
    @Override
    @SuppressWarnings("NullAway") // the supertype is not annotated
    public @Nullable CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        try {
            handleService(new PlainRequest(request), response);
        } catch (Exception e) {
            log.warn("request failed outside its route, path={}", getEndpoint().getPath(), e);
            refuse(response);
        }
        return null;
    }

    @Override
    protected void afterProcess(HttpServletResponse response, Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (exchange.isFailed() || (body != null && !(body instanceof byte[]))) {
            super.afterProcess(response, exchange);
            return;
        }
        try {
            write(response, exchange, (byte[]) body);
        } catch (IOException e) {
            // The client has gone. Nothing is left to be told to anybody.
            log.debug("client went away, path={}", getEndpoint().getPath());
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    private void write(HttpServletResponse response, Exchange exchange, byte @Nullable [] body) throws IOException {
        Message message = exchange.getMessage();
        response.setStatus(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        HeaderFilterStrategy headers = getEndpoint().getHeaderFilterStrategy();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            Object value = header.getValue();
            if (value != null && !headers.applyFilterToCamelHeaders(header.getKey(), value, exchange)) {
                response.setHeader(header.getKey(), value.toString());
            }
        }
        if (body != null) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static void refuse(HttpServletResponse response) {
        try {
            if (!response.isCommitted()) {
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        } catch (IOException e) {
            log.debug("client went away before its error", e);
        }
    }
}
