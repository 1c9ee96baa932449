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
