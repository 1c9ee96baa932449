// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP/1.1 that also notices when a client goes whose request is held. Tomcat itself does not look at a connection while
 * its request is asynchronous and writes nothing. Here each second every held connection is read without blocking; what comes stays in
 * the connection's buffer for the request after, and the end of it is told to whoever called {@link Departure#on}.
 *
 * <p>One read costs some 2 us. Tomcat makes the object, by the name of the class.
 */
public final class WatchingProtocol extends Http11NioProtocol {

    private static final Logger log = LoggerFactory.getLogger(WatchingProtocol.class);

    private static final long PERIOD_MILLIS = 1000;

    private @Nullable Future<?> watch;

    /** Called by Tomcat. */
    public WatchingProtocol() {
        super(new StraightEndpoint());
    }

    /** Bytes, of the servlets' buffer for each request that is under way. Pictures go past it, all else of ours is small. */
    @Override
    public int getDesiredBufferSize() {
        return 1024;
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        Future<?> looks = watch;
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
    }

    private void look() {
        try {
            getEndpoint().getConnections().forEach(WatchingProtocol::look);
        } catch (RuntimeException e) {
            // Or it would have been the last look.
            log.warn("could not look after connections", e);
        }
    }

    private static void look(SocketWrapperBase<?> connection) {
        Runnable gone = null;
        Lock lock = connection.getLock();
        // Whoever has it works on the connection, and notices by itself.
        if (lock.tryLock()) {
            try {
                gone = goneFrom(connection);
            } finally {
                lock.unlock();
            }
        }
        if (gone != null) {
            gone.run();
        }
    }

    /** Under the connection's lock, so that nobody else reads, and the request is the one that it holds now. */
    private static @Nullable Runnable goneFrom(SocketWrapperBase<?> connection) {
        if (connection.isClosed()
                || !(connection.getCurrentProcessor() instanceof Processor processor)
                || processor.isUpgrade()
                || !processor.isAsync()) {
            return null;
        }
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
