// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one body as it comes, and sends its request on its way again, or refuses it. Called by the container, one call at a time.
 *
 * <p>One that is too long is refused at once, and what still comes of it is dropped for a while: to close a connection that has
 * unread bytes resets it, and a client that is busy sending would then never see why (RFC 9112 section 9.6).
 */
final class BodyReader implements ReadListener, AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(BodyReader.class);

    private final AsyncContext held;
    private final ArrivingBody body;
    private final String attribute;
    private final Refusals refusals;
    private boolean refused;
    private boolean over;

    /**
     * @param held the request, with its time limit
     * @param attribute of the request, for the bytes of the body
     */
    BodyReader(AsyncContext held, ArrivingBody body, String attribute, Refusals refusals) {
        this.held = held;
        this.body = body;
        this.attribute = attribute;
        this.refusals = refusals;
    }

    /** What a refusal says, and who hears of slow clients. */
    record Refusals(ErrorBody errors, ClosedConnections closed) {}

    void start() throws IOException {
        held.addListener(this);
        if (body.isTooLong()) {
            answer(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        }
        in().setReadListener(this);
    }

    private ServletInputStream in() throws IOException {
        return held.getRequest().getInputStream();
    }

    @Override
    public void onDataAvailable() throws IOException {
        body.takeWhatCame(in());
        if (!body.isTooLong()) {
            return;
        }
        if (!refused) {
            answer(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        }
        if (!body.dropWhatCame(in())) {
            end();
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (refused) {
            end();
        } else if (!over) {
            over = true;
            held.getRequest().setAttribute(attribute, body.bytes());
            held.dispatch();
        }
    }

    /** The client has gone or sends nothing more, or what it sent was no body: chunks that are none. */
    @Override
    public void onError(Throwable failure) {
        log.debug("no body came", failure);
        try {
            if (failure instanceof SocketTimeoutException) {
                refuseLate();
            } else {
                refuse(HttpServletResponse.SC_BAD_REQUEST);
            }
        } catch (IOException e) {
            log.debug("client went away before its error", e);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        refuseLate();
    }

    private void refuseLate() throws IOException {
        if (!refused) {
            refusals.closed().add(ClosedConnections.Reason.BODY);
        }
        refuse(HttpServletResponse.SC_REQUEST_TIMEOUT);
    }

    private void refuse(int status) throws IOException {
        try {
            if (!refused && !over) {
                answer(status);
            }
        } finally {
            end();
        }
    }

    /** Short enough not to wait for its reader, who has been sent nothing on this connection that he did not wait for. */
    private void answer(int status) throws IOException {
        refused = true;
        HttpServletResponse response = (HttpServletResponse) held.getResponse();
        byte[] error = refusals.errors().of(status);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(error.length);
        response.getOutputStream().write(error);
        response.flushBuffer();
    }

    private void end() {
        if (!over) {
            over = true;
            held.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        over = true;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // The route may hold the request again; that is not this one's concern.
    }
}
