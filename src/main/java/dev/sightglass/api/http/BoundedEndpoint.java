// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Connections, of which one client address gets only so many: one more is closed as soon as it is accepted. */
final class BoundedEndpoint extends StraightEndpoint {

    private ClosedConnections closed = new ClosedConnections();
    private ConnectionsByAddress addresses = new ConnectionsByAddress(0);

    /**
     * Before it begins to accept.
     *
     * @param perAddress connections of one address; 0 for no limit
     * @param refused told of each that is closed for this
     */
    void limit(int perAddress, ClosedConnections refused) {
        addresses = new ConnectionsByAddress(perAddress);
        closed = refused;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        InetAddress from = socket.socket().getInetAddress();
        if (from == null) {
            return super.setSocketOptions(socket);
        }
        if (!addresses.enter(from)) {
            closed.add(ClosedConnections.Reason.ADDRESS);
            destroySocket(socket);
            return true; // it is seen to
        }
        boolean taken = super.setSocketOptions(socket);
        if (!taken && !connections.containsKey(socket)) {
            // Nobody will tell of its end.
            addresses.leave(from);
        }
        return taken;
    }

    /** A connection ends; its socket is still there. */
    void left(SocketWrapperBase<NioChannel> connection) {
        @Nullable InetAddress from = connection.getSocket().getIOChannel().socket().getInetAddress();
        if (from != null) {
            addresses.leave(from);
        }
    }
}
