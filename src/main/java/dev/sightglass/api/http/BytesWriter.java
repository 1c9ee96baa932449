// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one body without a thread that waits for its reader (Servlet 6.0 section 5.7). Called by the container, one call at a time.
 */
final class BytesWriter implements WriteListener {

    private static final Logger log = LoggerFactory.getLogger(BytesWriter.class);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final byte[] body;
    private boolean written;

    BytesWriter(AsyncContext context, ServletOutputStream out, byte[] body) {
        this.context = context;
        this.out = out;
        this.body = body;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (written) {
                context.complete();
                return;
            }
            // The container keeps what the socket does not take now; ready again means that all of it has gone.
            written = true;
            StraightBody.write(context.getRequest(), context.getResponse(), body);
        }
    }

    @Override
    public void onError(Throwable failure) {
        log.debug("client went away while its answer was written", failure);
        context.complete();
    }
}
