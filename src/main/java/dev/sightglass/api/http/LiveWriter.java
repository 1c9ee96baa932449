// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a {@link LiveBody} at its reader's pace (Servlet 6.0 section 5.7). The container says when the socket takes more, the body
 * when there is more; whichever thread comes first writes, the others leave it word and go. Nothing blocks.
 */
final class LiveWriter implements WriteListener, AsyncListener {

    private static final Logger log = LoggerFactory.getLogger(LiveWriter.class);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final LiveBody body;
    /** Calls that the writing thread has not served yet; it goes when it has served all. */
    private final AtomicInteger calls = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean gone;
    private boolean unflushed;

    LiveWriter(AsyncContext context, ServletOutputStream out, LiveBody body) {
        this.context = context;
        this.out = out;
        this.body = body;
    }

    /** On the container's thread, within its request. */
    void start() {
        context.setTimeout(0);
        context.addListener(this);
        Departure.on(context.getRequest(), this::leave);
        body.open(this::more);
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
        more();
    }

    /** Ends it on whichever thread writes, since that may be in the middle of it. */
    private void leave() {
        gone = true;
        more();
    }

    private void more() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int served = 1;
        do {
            write();
            served = calls.addAndGet(-served);
        } while (served > 0);
    }

    private void write() {
        if (gone) {
            finish();
        }
        try {
            while (!closed.get() && out.isReady()) {
                byte @Nullable [] piece = body.next();
                if (piece != null) {
                    StraightBody.write(context.getRequest(), context.getResponse(), piece);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    if (body.isOver()) {
                        finish();
                    }
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        log.debug("reader of a stream went away", failure);
        finish();
    }

    private void finish() {
        if (closed.compareAndSet(false, true)) {
            body.close();
            context.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (closed.compareAndSet(false, true)) {
            body.close();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        finish();
    }

    @Override
    public void onError(AsyncEvent event) {
        finish();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nothing here starts it twice.
    }
}
