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

    /** Bytes. The container keeps a copy of what the socket does not take: of a slow reader's answer no more than this. */
    private static final int PIECE = 128 * 1024;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final byte[] body;
    private int written;

    BytesWriter(AsyncContext context, ServletOutputStream out, byte[] body) {
        this.context = context;
        this.out = out;
        this.body = body;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            // Ready means that all that was written before has gone.
            if (written == body.length) {
                context.complete();
                return;
            }
            int length = Math.min(PIECE, body.length - written);
            int from = written;
            written += length;
            StraightBody.write(context.getRequest(), context.getResponse(), body, from, length);
        }
    }

    @Override
    public void onError(Throwable failure) {
        log.debug("client went away while its answer was written", failure);
        context.complete();
    }
}
