// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.collections.SynchronizedStack;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's NIO endpoint, whose connections are {@link StraightConnection}s. Under TLS they are its own: what is encrypted is copied anyway. */
class StraightEndpoint extends NioEndpoint {

    private static final Logger log = LoggerFactory.getLogger(StraightEndpoint.class);

    private static final long LONGEST_STOP_MILLIS = 1500;

    private @Nullable ReadingPoller reading;
    private @Nullable Thread poller;

    /** Ours, which connections ask for when they are made, but under TLS; Tomcat's own then has nothing to do. */
    @Override
    protected Poller getPoller() {
        ReadingPoller ours = reading;
        return ours == null ? super.getPoller() : ours;
    }

    @Override
    public void startInternal() throws Exception {
        if (!isSSLEnabled()) {
            ReadingPoller made = new ReadingPoller(this);
            reading = made; // before the first connection comes
            Thread thread = new Thread(made, getName() + "-ReadingPoller");
            thread.setDaemon(true);
            poller = thread;
        }
        super.startInternal();
        if (poller != null) {
            poller.start();
        }
    }

    @Override
    public void stopInternal() {
        if (reading != null && poller != null) {
            pause();
            reading.end();
            try {
                poller.join(LONGEST_STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        super.stopInternal();
        reading = null;
        poller = null;
    }

    /** On the acceptor's thread; false makes it close the socket, which is then in the table of connections or destroyed here. */
    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (isSSLEnabled()) {
            return super.setSocketOptions(socket);
        }
        boolean known = false;
        try {
            NioChannel channel = channel();
            StraightConnection connection = new StraightConnection(channel, this);
            channel.reset(socket, connection);
            connections.put(socket, connection);
            known = true;
            socket.configureBlocking(false);
            getSocketProperties().setProperties(socket.socket());
            connection.setReadTimeout(getConnectionTimeout());
            connection.setWriteTimeout(getConnectionTimeout());
            connection.setKeepAliveLeft(getMaxKeepAliveRequests());
            getPoller().register(connection);
            return true;
        } catch (IOException | RuntimeException e) {
            log.warn("could not take a connection", e);
            if (!known) {
                destroySocket(socket);
            }
            return false;
        }
    }

    private NioChannel channel() {
        SynchronizedStack<NioChannel> used = getNioChannels();
        @Nullable NioChannel channel = used == null ? null : used.pop();
        if (channel != null) {
            return channel;
        }
        SocketProperties properties = getSocketProperties();
        return new NioChannel(new SocketBufferHandler(
                properties.getAppReadBufSize(), properties.getAppWriteBufSize(), properties.getDirectBuffer()));
    }
}
