// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import dev.sightglass.api.http.ClosedConnections.Reason;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all connections now and then, for what Tomcat leaves alone: a client that goes while its request is held, a head that
 * comes byte by byte, so that no single read takes long, and connections that idle while there are none for others. One
 * look at a connection costs some 2 us at most, and waits for nobody.
 */
final class ConnectionWatch {

    /** Milliseconds. When room is short, whoever has not used a connection for so long has to open another. */
    private static final long SHORT_IDLE = 1000;

    private final long headNanos;
    private final ClosedConnections closed;

    ConnectionWatch(ConnectionLimits limits, ClosedConnections closed) {
        this.headNanos = limits.head().toNanos();
        this.closed = closed;
    }

    /** @param crowded whether there is hardly room for another connection */
    void look(Collection<? extends SocketWrapperBase<?>> connections, boolean crowded) {
        connections.forEach(connection -> look(connection, crowded));
    }

    private void look(SocketWrapperBase<?> connection, boolean crowded) {
        Runnable gone = null;
        Lock lock = connection.getLock();
        // Whoever has it works on the connection, and notices by itself.
        if (lock.tryLock()) {
            try {
                gone = underLock(connection, crowded);
            } finally {
                lock.unlock();
            }
        }
        if (gone != null) {
            gone.run();
        }
    }

    /** Nobody else reads meanwhile, and the request is the one that the connection holds now. */
    private @Nullable Runnable underLock(SocketWrapperBase<?> connection, boolean crowded) {
        if (connection.isClosed()) {
            return null;
        }
        if (!(connection.getCurrentProcessor() instanceof Processor processor)) {
            if (crowded && idles(connection) && mayClose(connection)) {
                close(connection, Reason.IDLE);
            }
            return null;
        }
        if (processor.isUpgrade()) {
            return null;
        }
        if (processor.isAsync()) {
            return goneFrom(connection, processor);
        }
        if (System.nanoTime() - processor.getRequest().getStartTimeNanos() > headNanos) {
            close(connection, Reason.HEAD);
        }
        return null;
    }

    private static boolean idles(SocketWrapperBase<?> connection) {
        return connection instanceof NioSocketWrapper socket
                && System.currentTimeMillis() - socket.getLastRead() > SHORT_IDLE;
    }

    /** Not while the poller hands it over. */
    private static boolean mayClose(SocketWrapperBase<?> connection) {
        return !(connection instanceof StraightConnection straight) || straight.retire();
    }

    private void close(SocketWrapperBase<?> connection, Reason reason) {
        closed.add(reason);
        connection.close();
    }

    /** What comes stays in the connection's buffer, for the request after; only the end of it is of interest. */
    private static @Nullable Runnable goneFrom(SocketWrapperBase<?> connection, Processor processor) {
        Object request = processor.getRequest().getNote(CoyoteAdapter.ADAPTER_NOTES);
        Runnable gone = request instanceof ServletRequest held ? Departure.of(held) : null;
        if (gone == null) {
            return null;
        }
        try {
            connection.isReadyForRead();
            return null;
        } catch (IOException e) {
            return gone;
        }
    }
}
