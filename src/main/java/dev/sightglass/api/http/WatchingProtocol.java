// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP/1.1 with limits that it does not have by itself: a {@link BoundedEndpoint} accepts, a {@link ConnectionWatch} looks at
 * connections each second, a {@link StepwiseProcessor} reads requests, a {@link StrictAdapter} stands before the container,
 * {@link WarmThreads} do the work, and readers who do not read hold only half of them. Tomcat makes the object, by the name of the
 * class; {@link #limit} tells it the rest.
 */
public final class WatchingProtocol extends Http11NioProtocol {

    private static final Logger log = LoggerFactory.getLogger(WatchingProtocol.class);

    private static final long PERIOD_MILLIS = 1000;

    /** Of all connections, as a share: from here on idle ones give way. */
    private static final double CROWDED = 0.9;

    private final BoundedEndpoint endpoint;
    private ConnectionLimits limits = ConnectionLimits.USUAL;
    private ClosedConnections closed = new ClosedConnections();
    private @Nullable Future<?> watch;
    private @Nullable ExecutorService threads;

    /** Called by Tomcat. */
    public WatchingProtocol() {
        this(new BoundedEndpoint());
    }

    private WatchingProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /**
     * Before it starts.
     *
     * @param told of each connection that is closed for a limit
     */
    void limit(ConnectionLimits given, ClosedConnections told) {
        limits = given;
        closed = told;
        endpoint.limit(given.perAddress(), told);
    }

    /** Bytes and characters, of the servlets' buffer for each request. What ours write is whole bodies, which go past it. */
    @Override
    public int getDesiredBufferSize() {
        return 128;
    }

    @Override
    public void setAdapter(Adapter container) {
        super.setAdapter(new StrictAdapter(container, new SecurityHeaders(isSSLEnabled())));
    }

    @Override
    protected Processor createProcessor() {
        return new StepwiseProcessor(this, getAdapter());
    }

    @Override
    public void init() throws Exception {
        ConnectionHandler<NioChannel> handler = new Connections(this);
        setHandler(handler);
        endpoint.setHandler(handler);
        if (getExecutor() == null && Runtime.version().feature() < WarmThreads.NO_LONGER) {
            threads = WarmThreads.pool(getMaxThreads(), getName().replace("\"", ""));
            setExecutor(threads);
        }
        super.init();
    }

    @Override
    public void destroy() throws Exception {
        super.destroy();
        if (threads != null) {
            threads.shutdown();
        }
    }

    @Override
    public void start() throws Exception {
        super.start();
        ConnectionWatch each = new ConnectionWatch(limits, closed);
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(() -> look(each), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        Future<?> looks = watch;
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
    }

    private void look(ConnectionWatch each) {
        try {
            int most = endpoint.getMaxConnections();
            each.look(endpoint.getConnections(), most > 0 && endpoint.getConnectionCount() > CROWDED * most);
        } catch (RuntimeException e) {
            // Or it would have been the last look.
            log.warn("could not look after connections", e);
        }
    }

    /**
     * Where each event of a connection begins on a thread, and its end is told. A write waits for its reader only when the kernel has
     * no room left, that is when the client has not read the answers before: while many threads are busy, it waits a moment.
     */
    private static final class Connections extends ConnectionHandler<NioChannel> {

        /** Threads at work. Half of what Tomcat has by default; virtual threads wait as badly before JDK 24. */
        private static final int MANY = 100;

        private static final long MOMENT_MILLIS = 250;

        private final WatchingProtocol protocol;
        private final AtomicInteger busy = new AtomicInteger();

        Connections(WatchingProtocol protocol) {
            super(protocol);
            this.protocol = protocol;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
            if (!(connection instanceof StraightConnection straight)) {
                return timed(connection, event);
            }
            straight.begin();
            SocketState state = timed(connection, event);
            straight.end(state == SocketState.OPEN); // the last step: from here on, another thread may have it
            return state;
        }

        private SocketState timed(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
            long usual = protocol.limits.write().toMillis();
            connection.setWriteTimeout(busy.incrementAndGet() > MANY ? MOMENT_MILLIS : usual);
            try {
                return super.process(connection, event);
            } finally {
                busy.decrementAndGet();
                connection.setWriteTimeout(usual);
            }
        }

        /** Not: figures by the name of each are switched off, and ten thousand names take megabytes. */
        @Override
        protected void register(Processor processor) {}

        @Override
        protected void unregister(Processor processor) {}

        @Override
        public void release(SocketWrapperBase<NioChannel> connection) {
            super.release(connection);
            protocol.endpoint.left(connection);
        }
    }
}
