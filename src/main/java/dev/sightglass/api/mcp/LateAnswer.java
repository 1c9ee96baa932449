// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.api.http.StraightBody;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a request whose thread has gone back to the container: a JSON body, sent once, by whichever thread comes first,
 * without ever blocking it. A client that reads slowly costs the memory of its answer and no thread.
 */
final class LateAnswer implements AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(LateAnswer.class);

    private final AsyncContext context;
    private final byte[] tooLate;
    private final AtomicBoolean sent = new AtomicBoolean();

    /**
     * @param context started, its timeout set
     * @param tooLate what to answer when the time is up
     */
    LateAnswer(AsyncContext context, byte[] tooLate) {
        this.context = context;
        this.tooLate = tooLate;
        context.addListener(this);
    }

    /** Answers with this, unless there was an answer already. */
    void send(byte[] body) {
        if (!sent.compareAndSet(false, true)) {
            return;
        }
        try {
            ServletOutputStream output = begin(body);
            output.setWriteListener(new Writer(output, body));
        } catch (IOException | IllegalStateException e) {
            log.debug("client went away before its answer", e);
        }
    }

    private ServletOutputStream begin(byte[] body) throws IOException {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setContentType("application/json");
        response.setContentLength(body.length);
        return response.getOutputStream();
    }

    /** On a thread of the container, which wants to see it done when this returns. */
    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        if (sent.compareAndSet(false, true)) {
            begin(tooLate).write(tooLate);
            context.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        // Whoever still works for it works for nobody: the container has let the client go.
        sent.set(true);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        sent.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    /** Hands the whole body to the container, which keeps what the socket does not take yet. */
    private final class Writer implements WriteListener {
        private final ServletOutputStream output;
        private final byte[] body;
        private boolean written;

        Writer(ServletOutputStream output, byte[] body) {
            this.output = output;
            this.body = body;
        }

        @Override
        public void onWritePossible() throws IOException {
            if (!written && output.isReady()) {
                written = true;
                StraightBody.write(context.getRequest(), context.getResponse(), body);
            }
            if (written && output.isReady()) {
                context.complete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            log.debug("client went away during its answer", failure);
            context.complete();
        }
    }
}
