// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through a route. A route that is through when the processor returns is answered there and then. One that
 * waits for something is held: the container gets its thread back (Servlet 6.0 section 2.3.3.3), and whoever completes the exchange
 * hands the answer over without blocking.
 */
final class Turn implements AsyncCallback, AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    /** Milliseconds. Twice the longest wait that can be asked for: what takes this long has lost its callback. */
    private static final long LONGEST_HOLD = 60_000;

    /** Bytes. Half of the kernel's room for a connection: up to here a write does not wait for the reader. */
    private static final int WRITTEN_AT_ONCE = 128 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Exchange exchange;
    private final RouteHttpConsumer consumer;
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile @Nullable AsyncContext context;

    Turn(HttpServletRequest request, HttpServletResponse response, Exchange exchange, RouteHttpConsumer consumer) {
        this.request = request;
        this.response = response;
        this.exchange = exchange;
        this.consumer = consumer;
    }

    /** Each step is taken by one thread, whichever is first. */
    private enum State {
        /** Within {@link #run}. */
        RUNNING,
        /** The container's thread has gone, the route is not through. */
        HELD,
        /** The route is through. */
        DONE,
        /** Nobody waits any more; the route is not through. */
        ABANDONED
    }

    /** @throws IOException if the client has gone */
    void run(AsyncProcessor route) throws IOException {
        route.process(exchange, this);
        if (state.get() == State.DONE) {
            answerNow();
            return;
        }
        AsyncContext held = request.startAsync(request, response);
        held.setTimeout(LONGEST_HOLD);
        held.addListener(this);
        Departure.on(request, () -> leave(held));
        context = held;
        if (!state.compareAndSet(State.RUNNING, State.HELD)) {
            answerHeld(held);
        }
    }

    /** The route is through; on any thread, also before {@link #run} has got back the container's. */
    @Override
    public void done(boolean onCallersThread) {
        if (state.compareAndSet(State.RUNNING, State.DONE)) {
            return;
        }
        AsyncContext held = context;
        if (held != null && state.compareAndSet(State.HELD, State.DONE)) {
            answerHeld(held);
        } else {
            consumer.end(exchange);
        }
    }

    private void answerNow() throws IOException {
        try {
            Object body = consumer.head().write(exchange, response);
            if (body instanceof LiveBody live) {
                new LiveWriter(held(live), response.getOutputStream(), live).start();
            } else if (body instanceof byte[] bytes) {
                if (bytes.length <= WRITTEN_AT_ONCE) {
                    StraightBody.write(request, response, bytes);
                } else {
                    AsyncContext held = request.startAsync(request, response);
                    held.setTimeout(0); // the connection's own limit for writing holds
                    writeHeld(held, bytes);
                }
            }
        } finally {
            consumer.end(exchange);
        }
    }

    private AsyncContext held(LiveBody body) {
        try {
            return request.startAsync(request, response);
        } catch (IllegalStateException e) {
            body.close();
            throw e;
        }
    }

    private void answerHeld(AsyncContext held) {
        try {
            Object body = consumer.head().write(exchange, response);
            if (body instanceof LiveBody live) {
                new LiveWriter(held, response.getOutputStream(), live).start();
            } else if (body instanceof byte[] bytes) {
                writeHeld(held, bytes);
            } else {
                held.complete();
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("client went away before its answer", e);
        } finally {
            consumer.end(exchange);
        }
    }

    private static void writeHeld(AsyncContext held, byte[] body) throws IOException {
        ServletOutputStream out = held.getResponse().getOutputStream();
        out.setWriteListener(new BytesWriter(held, out, body));
    }

    /** The client has gone. Whoever answers meanwhile finds that out by writing. */
    private void leave(AsyncContext held) {
        if (abandon()) {
            held.complete();
        }
    }

    private boolean abandon() {
        if (!state.compareAndSet(State.HELD, State.ABANDONED)) {
            return false;
        }
        Abandonment.tell(exchange);
        return true;
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        if (abandon()) {
            log.warn("route did not answer, route={}", exchange.getFromRouteId());
            byte[] body = consumer.head().error(HttpServletResponse.SC_SERVICE_UNAVAILABLE, response);
            response.getOutputStream().write(body);
        }
        event.getAsyncContext().complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        abandon();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        abandon();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nothing here starts it twice.
    }
}
