// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A poller that reads the beginning of each request and then goes on looking at the connection; see {@link ReadInterest}. */
final class ReadingPoller extends NioEndpoint.Poller {

    private static final Logger log = LoggerFactory.getLogger(ReadingPoller.class);

    private final NioEndpoint endpoint;

    ReadingPoller(NioEndpoint endpoint) throws IOException {
        endpoint.super();
        this.endpoint = endpoint;
    }

    @Override
    protected void processKey(SelectionKey key, NioSocketWrapper connection) {
        try {
            look(key, connection);
        } catch (RuntimeException e) {
            log.error("could not look at a connection", e);
            connection.close();
        }
    }

    private void look(SelectionKey key, NioSocketWrapper connection) {
        if (connection instanceof StraightConnection straight && isReadable(key)) {
            switch (straight.arrived()) {
                case USUAL -> super.processKey(key, connection);
                case READ -> handOver(straight);
                case BUSY -> lookAway(key, connection);
            }
        } else {
            super.processKey(key, connection);
        }
    }

    private static boolean isReadable(SelectionKey key) {
        try {
            return key.isReadable();
        } catch (CancelledKeyException e) {
            return false;
        }
    }

    private void handOver(StraightConnection connection) {
        if (!endpoint.processSocket(connection, SocketEvent.OPEN_READ, true)) {
            connection.close();
        }
    }

    /** Room to write is looked for as before: a thread may wait for that. */
    private void lookAway(SelectionKey key, NioSocketWrapper connection) {
        try {
            unreg(key, connection, SelectionKey.OP_READ);
        } catch (CancelledKeyException e) {
            connection.close();
        }
    }

    /** Ends its thread, which closes the connections. */
    void end() {
        destroy();
    }
}
