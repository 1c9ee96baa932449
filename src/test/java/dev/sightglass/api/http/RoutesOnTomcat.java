// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import dev.sightglass.api.ApiHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Routes of processors behind our engine on a Tomcat of two threads. A body has 1 KiB at most. */
final class RoutesOnTomcat implements AutoCloseable {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Tomcat tomcat = new Tomcat();
    private final RouteTable table = new RouteTable();

    private final ClosedConnections closed = new ClosedConnections();
    private final ConnectionLimits limits;

    /** @param routes path to the only step of its route */
    RoutesOnTomcat(Map<String, Processor> routes) throws Exception {
        this(routes, ConnectionLimits.USUAL);
    }

    /** The same with limits; that of a head holds for a body too. */
    RoutesOnTomcat(Map<String, Processor> routes, ConnectionLimits limits) throws Exception {
        this.limits = limits;
        PlatformHttpComponent component = new PlatformHttpComponent();
        component.setHeaderFilterStrategy(new ApiHeaders());
        component.setEngine(new PlatformHttpEngine() {
            @Override
            public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
                return new RouteHttpConsumer(
                        endpoint,
                        processor,
                        new RouteHttpConsumer.Surroundings(
                                table,
                                RoutesOnTomcat::error,
                                (at, request, response) -> null,
                                new SimpleMeterRegistry()));
            }

            @Override
            public int getServerPort() {
                return 0;
            }
        });
        camel.addComponent("platform-http", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                routes.forEach((path, step) -> from("platform-http:" + path).process(step));
            }
        });
        camel.start();
        startTomcat();
    }

    private void startTomcat() throws Exception {
        Connector connector = new Connector(WatchingProtocol.class.getName());
        ((WatchingProtocol) connector.getProtocolHandler()).limit(limits, closed);
        connector.setProperty("maxSwallowSize", "0");
        tomcat.setConnector(connector);
        tomcat.getConnector().setPort(0);
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxThreads", "2");
        tomcat.getConnector().setProperty("minSpareThreads", "2");
        // As TomcatTuning does.
        tomcat.getConnector().setProperty("socket.appWriteBufSize", "4096");
        Context context = tomcat.addContext("", null);
        context.getPipeline().addValve(new StraightBody.Door());
        Wrapper servlet = Tomcat.addServlet(context, "routes", new RouteServlet(table, camel::isStarted));
        servlet.setAsyncSupported(true);
        addIntake(context);
        context.addServletMappingDecoded("/*", "routes");
        tomcat.start();
    }

    private void addIntake(Context context) {
        FilterDef intake = new FilterDef();
        intake.setFilterName("intake");
        intake.setFilter(new BodyIntake(1024, limits.head(), RoutesOnTomcat::error, closed));
        intake.setAsyncSupported("true");
        context.addFilterDef(intake);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("intake");
        everywhere.addURLPattern("/*");
        everywhere.setDispatcher(DispatcherType.REQUEST.name());
        everywhere.setDispatcher(DispatcherType.ASYNC.name());
        context.addFilterMap(everywhere);
    }

    private static byte[] error(int status) {
        return ("error " + status).getBytes(StandardCharsets.US_ASCII);
    }

    long closed(ClosedConnections.Reason reason) {
        return closed.count(reason);
    }

    /** Connections that are open now. */
    long connections() {
        return ((WatchingProtocol) tomcat.getConnector().getProtocolHandler()).getConnectionCount();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        camel.stop();
    }
}
