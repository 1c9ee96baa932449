// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;

/**
 * Lets a request in when its body is there, all of it and in memory. A body that came along with its head, as most do, is taken at once;
 * for the rest of another no thread waits (Servlet 6.0 section 5.6): the request comes back in a dispatch of its own. One
 * that is too long is 413, before anything is allocated for it where it said so; one that takes too long is 408; both end the connection,
 * after a 413 when the client has had time to send the rest ({@link BodyReader}).
 */
public final class BodyIntake implements Filter {

    private static final String ARRIVED = BodyIntake.class.getName();

    /** To send a body that said it was too long, and has been refused. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final int maximumBytes;
    private final Duration longest;
    private final ErrorBody errors;
    private final ClosedConnections closed;

    /**
     * @param maximumBytes of a body
     * @param longest from the end of the head to the end of the body
     * @param errors bodies of the refusals
     * @param closed told of each that took too long
     */
    public BodyIntake(int maximumBytes, Duration longest, ErrorBody errors, ClosedConnections closed) {
        this.maximumBytes = maximumBytes;
        this.longest = longest;
        this.errors = errors;
        this.closed = closed;
    }

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        long length = request.getContentLengthLong();
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
            chain.doFilter(request, plainResponse);
        } else if (request.getDispatcherType() == DispatcherType.ASYNC) {
            Object body = request.getAttribute(ARRIVED);
            chain.doFilter(body instanceof byte[] bytes ? new Complete(request, bytes) : request, plainResponse);
        } else {
            take(request, plainResponse, chain, new ArrivingBody(length, maximumBytes));
        }
    }

    private void take(HttpServletRequest request, ServletResponse response, FilterChain chain, ArrivingBody body)
            throws ServletException, IOException {
        if (!body.isTooLong()) {
            body.takeWhatIsThere(request.getInputStream());
            if (body.isComplete()) {
                chain.doFilter(new Complete(request, body.bytes()), response);
                return;
            }
        }
        AsyncContext held = request.startAsync();
        held.setTimeout((body.isTooLong() && longest.compareTo(FAREWELL) > 0 ? FAREWELL : longest).toMillis());
        new BodyReader(held, body, ARRIVED, new BodyReader.Refusals(errors, closed)).start();
    }

    /** A request whose body has been read. */
    private static final class Complete extends HttpServletRequestWrapper {

        private final byte[] body;

        Complete(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BufferedInput(new ByteArrayInputStream(body));
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }
    }
}
