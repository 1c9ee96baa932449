// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** What Tomcat has to be told to answer pictures cheaply and errors in our form, to notice who goes, and to be held up by nobody. */
public final class TomcatTuning implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    /** Bytes, for each connection: a usual head. What does not fit beside it leaves with it all the same ({@link StraightConnection}). */
    private static final String WRITE_BUFFER = "1024";

    /** Bytes, for each connection, twice: a request is read in pieces of this. The head of a usual one is one piece. */
    private static final String READ_BUFFER = "512";

    /** Bytes, for each connection, of trailers, which nobody reads here (RFC 9110 section 6.5.1); 8 KiB otherwise. */
    private static final String TRAILERS = "64";

    /** Bytes. Room in the kernel for a usual picture, so that its one write does not wait. */
    private static final String SEND_BUFFER = "262144";

    private final ErrorBody errorBody;
    private final ConnectionLimits limits;
    private final int maxHeaders;
    private final ClosedConnections closed;

    /**
     * @param maxHeaders lines of headers of one request
     * @param closed told of each connection that is closed for a limit
     */
    public TomcatTuning(ErrorBody errorBody, ConnectionLimits limits, int maxHeaders, ClosedConnections closed) {
        this.errorBody = errorBody;
        this.limits = limits;
        this.maxHeaders = maxHeaders;
        this.closed = closed;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(WatchingProtocol.class.getName());
        factory.addConnectorCustomizers(this::tune);
        factory.addContextCustomizers(context -> {
            context.getParent().getPipeline().addValve(new LeanRequests());
            context.getParent().getPipeline().addValve(new StraightBody.Door());
            context.getParent().getPipeline().addValve(new EnvelopeErrorValve(errorBody));
        });
    }

    private void tune(Connector connector) {
        connector.setProperty("socket.appReadBufSize", READ_BUFFER);
        connector.setProperty("socket.appWriteBufSize", WRITE_BUFFER);
        connector.setProperty("socket.txBufSize", SEND_BUFFER);
        connector.setProperty("maxTrailerSize", TRAILERS);
        connector.setProperty("maxHeaderCount", Integer.toString(maxHeaders));
        // Encoded dots, slashes and the like (Servlet 6.0 section 3.5.2), which others may decode.
        connector.setRejectSuspiciousURIs(true);
        // A body that nobody read ends its connection, and the answer says so.
        connector.setProperty("maxSwallowSize", "0");
        ((WatchingProtocol) connector.getProtocolHandler()).limit(limits, closed);
    }

    /** After Boot's own customizer, so that our valve stands inside its HTML one and reports first. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
