// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the answer out of an exchange that has come to its end: status and headers into the response, and the body's bytes. */
final class AnswerHead {

    private static final Logger log = LoggerFactory.getLogger(AnswerHead.class);

    private final HeaderFilterStrategy filter;
    private final ErrorBody errors;
    private final AnswerCounts counts;

    /** @param counts told of each answer */
    AnswerHead(HeaderFilterStrategy filter, ErrorBody errors, AnswerCounts counts) {
        this.filter = filter;
        this.errors = errors;
        this.counts = counts;
    }

    /**
     * Writes the head.
     *
     * @return the body: bytes, whose length is in the head, a {@link LiveBody}, or null for none
     */
    @Nullable Object write(Exchange exchange, HttpServletResponse response) {
        Throwable failure = exchange.getException();
        if (failure != null) {
            log.warn("request failed outside its route, route={}", exchange.getFromRouteId(), failure);
            return error(500, response);
        }
        Message message = exchange.getMessage();
        Object body = message.getBody();
        if (body != null && !(body instanceof byte[]) && !(body instanceof LiveBody)) {
            body = message.getBody(byte[].class);
            if (body == null) {
                log.warn("no bytes to answer with, route={}", exchange.getFromRouteId());
                return error(500, response);
            }
        }
        response.setStatus(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            Object value = header.getValue();
            if (value != null && !filter.applyFilterToCamelHeaders(header.getKey(), value, exchange)) {
                add(header.getKey(), value.toString(), response);
            }
        }
        if (body instanceof byte[] bytes) {
            response.setContentLength(bytes.length);
        }
        counts.count(response.getStatus());
        return body;
    }

    /** What is there already is looked for only where it may be: the answer has some twenty, and each look compares all. */
    private static void add(String name, String value, HttpServletResponse response) {
        if (SecurityHeaders.has(name)) {
            response.setHeader(name, value);
        } else {
            response.addHeader(name, value);
        }
    }

    /** Writes the head of an error that no route has made an answer of. */
    byte[] error(int status, HttpServletResponse response) {
        byte[] body = errors.of(status);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        counts.count(status);
        return body;
    }
}
