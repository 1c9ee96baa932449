// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends what does not fit into its write buffer straight from where it is, in one system call with the head that the buffer
 * holds. Tomcat copies everything through the buffer, so a picture would need either one as large for each connection, or one call
 * for each buffer full. Used as Tomcat uses a connection: by one thread at a time.
 */
final class StraightConnection extends NioEndpoint.NioSocketWrapper {

    /** Bytes. The JVM keeps a direct buffer of the largest piece for each thread that writes. */
    private static final int PIECE = 128 * 1024;

    private final @Nullable ByteBuffer[] pieces = new ByteBuffer[2];

    /** Whether the last read took all that there was. Then another one would only say so, until the poller has told of more. */
    private boolean drained;

    StraightConnection(NioChannel channel, NioEndpoint endpoint) {
        super(channel, endpoint);
    }

    /** The poller has told of something: to be read, or of another kind. */
    void awake() {
        drained = false;
    }

    /** What comes after a read that was not filled is told by the poller, which looks at what is there, not at what is new. */
    @Override
    public int read(boolean block, ByteBuffer to) throws IOException {
        if (drained && !block) {
            return 0;
        }
        int room = to.remaining();
        int read = super.read(block, to);
        drained = read > 0
                && read < Math.min(room, socketBufferHandler.getReadBuffer().capacity());
        return read;
    }

    @Override
    protected void writeBlocking(ByteBuffer from) throws IOException {
        if (isLarge(from)) {
            sendWhatFits(from);
            doWrite(true);
            if (from.hasRemaining()) {
                doWrite(true, from);
            }
        } else {
            super.writeBlocking(from);
        }
    }

    /** What the socket does not take now is kept by Tomcat, as ever. */
    @Override
    protected void writeNonBlockingInternal(ByteBuffer from) throws IOException {
        if (isLarge(from)) {
            sendWhatFits(from);
        }
        if (from.hasRemaining()) {
            super.writeNonBlockingInternal(from);
        }
    }

    private boolean isLarge(ByteBuffer from) {
        // Beside what is in the buffer already.
        socketBufferHandler.configureWriteBufferForWrite();
        return from.remaining() > socketBufferHandler.getWriteBuffer().remaining();
    }

    /** The head in the buffer and as much of the body as the socket takes without waiting. */
    @SuppressWarnings("NullAway") // both pieces are set when they are sent
    private void sendWhatFits(ByteBuffer from) throws IOException {
        socketBufferHandler.configureWriteBufferForRead();
        ByteBuffer head = socketBufferHandler.getWriteBuffer();
        int end = from.limit();
        pieces[0] = head;
        pieces[1] = from;
        try {
            long sent;
            do {
                from.limit(Math.min(end, from.position() + PIECE));
                sent = getSocket().write(pieces, 0, 2);
                updateLastWrite();
            } while (sent > 0 && !head.hasRemaining() && !from.hasRemaining() && from.limit() < end);
        } finally {
            from.limit(end);
            pieces[1] = null;
        }
    }
}
