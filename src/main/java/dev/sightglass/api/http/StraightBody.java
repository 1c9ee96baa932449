// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Writes a whole body past the container's own buffer, which would cut it into pieces of that buffer's size. The head must be complete, its
 * length among it, and nothing else may be written.
 */
public final class StraightBody {

    private static final String ATTRIBUTE = StraightBody.class.getName();

    private StraightBody() {}

    /**
     * Writes as {@code response.getOutputStream().write(body)} would: blocking, unless a write listener is set.
     *
     * @param request of that response; where it did not come by way of the {@link Door}, the container's stream is used
     */
    public static void write(ServletRequest request, ServletResponse response, byte[] body) throws IOException {
        write(request, response, body, 0, body.length);
    }

    /** The same for a part of a body, of which the parts before are written. */
    static void write(ServletRequest request, ServletResponse response, byte[] body, int from, int length)
            throws IOException {
        if (request.getAttribute(ATTRIBUTE) instanceof org.apache.coyote.Response wire) {
            wire.doWrite(ByteBuffer.wrap(body, from, length));
        } else {
            response.getOutputStream().write(body, from, length);
        }
    }

    /** Notes with each request the response that goes to the wire: a servlet sees a facade of it. */
    static final class Door extends ValveBase {

        Door() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(ATTRIBUTE, response.getCoyoteResponse());
            getNext().invoke(request, response);
        }
    }
}
