// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * A request as a route sees it: the headers that are let in, method, path, query, the ids in the path, and a body of bytes. Nothing
 * is interpreted before the first step has run: Camel's own reader parses forms, multipart files and charsets of anybody who asks,
 * fails with 500 on the malformed ones, and takes {@code ?Authorization=} for the header of that name.
 */
final class RequestReader {

    private final PathTemplate template;
    private final HeaderFilterStrategy filter;

    /** @param template of the route's path */
    RequestReader(PathTemplate template, HeaderFilterStrategy filter) {
        this.template = template;
        this.filter = filter;
    }

    /**
     * @param path of the request, cut at its slashes
     * @throws IOException if the client goes away within its body
     */
    void read(HttpServletRequest request, String[] path, Exchange exchange) throws IOException {
        Message message = exchange.getIn();
        Map<String, Object> headers = message.getHeaders();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            if (!filter.applyFilterToExternalHeaders(name, null, exchange)) {
                headers.put(name, value(request, name));
            }
        }
        headers.put(Exchange.HTTP_METHOD, request.getMethod());
        headers.put(Exchange.HTTP_PATH, request.getRequestURI());
        String query = request.getQueryString();
        if (query != null) {
            headers.put(Exchange.HTTP_QUERY, query);
        }
        for (int i = 0; i < Math.min(path.length, template.length()); i++) {
            String name = template.name(i);
            if (name != null) {
                headers.put(name, path[i]);
            }
        }
        if (request.getContentLengthLong() != 0 && hasBody(request)) {
            message.setBody(request.getInputStream().readAllBytes());
        }
    }

    /** Several lines of one name are one list (RFC 9110 section 5.3). */
    private static String value(HttpServletRequest request, String name) {
        Enumeration<String> values = request.getHeaders(name);
        String first = values.nextElement();
        return values.hasMoreElements() ? first + ", " + String.join(", ", Collections.list(values)) : first;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }
}
