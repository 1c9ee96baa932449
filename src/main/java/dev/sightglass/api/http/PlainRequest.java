// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request as Camel may see it: headers, path and a body of bytes, nothing to interpret before the first step of a route has
 * run. Otherwise Camel parses forms, multipart files and charsets of anybody who asks, fails with 500 on the malformed ones,
 * and takes {@code ?Authorization=} for the header of that name.
 *
 * <p>A step that needs the content type or the query finds them in the headers {@code Content-Type} and
 * {@code CamelHttpQuery}.
 */
final class PlainRequest extends HttpServletRequestWrapper {

    PlainRequest(HttpServletRequest request) {
        super(request);
    }

    /** None: by it Camel decides to parse. */
    @Override
    @SuppressWarnings("NullAway") // the servlet API is not annotated; null is its word for "not known"
    public @Nullable String getContentType() {
        return null;
    }

    /** None: each would become a header. */
    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    /** UTF-8 whatever the client says, since JSON is nothing else (RFC 8259 section 8.1). */
    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
