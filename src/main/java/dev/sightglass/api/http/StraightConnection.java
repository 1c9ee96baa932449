// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
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

    private final ReadInterest interest = new ReadInterest();

    /** Who works on the connection now; null for nobody. Others than that thread may read what they did not write, and know that it is not them. */
    private @Nullable Thread worker;

    private boolean blocks;
    private boolean wantsMore;

    /** Whether the last read took all that there was. Then another one would only say so, until the poller has told of more. */
    private boolean drained;

    StraightConnection(NioChannel channel, NioEndpoint endpoint) {
        super(channel, endpoint);
    }

    /** Something has come; on the poller's thread, which reads what it is to read. */
    ReadInterest.Arrival arrived() {
        ReadInterest.Arrival arrival = interest.arrived();
        if (arrival == ReadInterest.Arrival.READ && !takeIn()) {
            interest.foundNothing();
            return ReadInterest.Arrival.USUAL;
        }
        return arrival;
    }

    /** Not where a thread is at work after all: several can have been told of the same thing, and what is left for the last is nothing. */
    private boolean takeIn() {
        if (!getLock().tryLock()) {
            return false;
        }
        try {
            return fillBuffer();
        } finally {
            getLock().unlock();
        }
    }

    private boolean fillBuffer() {
        try {
            socketBufferHandler.configureReadBufferForWrite();
            boolean found = getSocket().read(socketBufferHandler.getReadBuffer()) > 0;
            if (found) {
                updateLastRead();
            }
            return found;
        } catch (IOException e) {
            // Whoever reads next meets it too, and knows what to do about it.
            return false;
        }
    }

    /** This thread begins to work on the connection, which the poller has told of. */
    void begin() {
        worker = Thread.currentThread();
        drained = false;
        wantsMore = false;
    }

    /**
     * This thread has worked on the connection.
     *
     * @param idle whether it waits for its next request now
     */
    void end(boolean idle) {
        worker = null;
        if (wantsMore) {
            wantsMore = false;
            if (!idle) {
                registerNow();
            } else if (!interest.idle()) {
                super.registerReadInterest();
            }
        }
    }

    /** Within the work of a thread, which touches what has been read, it waits for the end of that; see {@link #end}. */
    @Override
    public void registerReadInterest() {
        if (worker == Thread.currentThread() && !blocks) {
            wantsMore = true;
        } else {
            registerNow();
        }
    }

    private void registerNow() {
        interest.usual();
        super.registerReadInterest();
    }

    /** Whether it may be closed as idle by another thread than the poller's; then the poller leaves it alone. */
    boolean retire() {
        return interest.retire();
    }

    /** As far as time limits go, nobody waits for more while a request is worked on. */
    @Override
    public boolean interestOpsHas(int operation) {
        return super.interestOpsHas(operation) && !(operation == SelectionKey.OP_READ && interest.isTaken());
    }

    /** What comes after a read that was not filled is told by the poller, which looks at what is there, not at what is new. */
    @Override
    public int read(boolean block, ByteBuffer to) throws IOException {
        if (drained && !block) {
            return 0;
        }
        int room = to.remaining();
        int read = reading(block, to);
        drained = read > 0
                && read < Math.min(room, socketBufferHandler.getReadBuffer().capacity());
        return read;
    }

    private int reading(boolean block, ByteBuffer to) throws IOException {
        blocks = block;
        try {
            return super.read(block, to);
        } finally {
            blocks = false;
        }
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
