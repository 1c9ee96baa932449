// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * What holds for every request and every answer of a connector, whoever answers: the head can be read in one way only, the answer
 * has the {@link SecurityHeaders}, and no thread waits for the rest of a body that nobody wanted. Tomcat would read that to
 * have the connection for the next request, at the client's pace; here the connection ends with the answer.
 */
final class StrictAdapter implements Adapter {

    private final Adapter container;
    private final SecurityHeaders headers;

    StrictAdapter(Adapter container, SecurityHeaders headers) {
        this.container = container;
        this.headers = headers;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        headers.write(response);
        if (!response.isError() && !HeadSyntax.isStrict(request)) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            end(request);
        }
        if (response.isError()) {
            // It ends the connection anyway, and says so with some statuses only.
            response.getMimeHeaders().setValue("Connection").setString("close");
        }
        container.service(request, response);
        leaveUnread(request);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        boolean good = container.asyncDispatch(request, response, event);
        leaveUnread(request);
        return good;
    }

    private static void leaveUnread(Request request) {
        AtomicBoolean is = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, is);
        if (is.get()) {
            return;
        }
        request.action(ActionCode.ASYNC_IS_ASYNC, is);
        if (!is.get()) {
            end(request);
        }
    }

    /** The connection ends with this answer; what its client has sent besides is not read. */
    private static void end(Request request) {
        request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return container.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        container.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        container.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return container.getDomain();
    }
}
