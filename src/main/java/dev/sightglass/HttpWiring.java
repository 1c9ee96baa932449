// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.api.ApiHeaders;
import dev.sightglass.api.Envelopes;
import dev.sightglass.api.ErrorAnswer;
import dev.sightglass.api.RecentRefusals;
import dev.sightglass.api.docs.AnswerDocs;
import dev.sightglass.api.http.BodyIntake;
import dev.sightglass.api.http.ClosedConnections;
import dev.sightglass.api.http.ConnectionLimits;
import dev.sightglass.api.http.ContainerErrors;
import dev.sightglass.api.http.ErrorBody;
import dev.sightglass.api.http.RouteHttpEngine;
import dev.sightglass.api.http.RouteServlet;
import dev.sightglass.api.http.RouteTable;
import dev.sightglass.api.http.TomcatTuning;
import dev.sightglass.platform.HttpSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.RequestContextFilter;

/** The HTTP engine, its limits, and the envelopes of everything it answers. */
@Configuration(proxyBeanMethods = false)
class HttpWiring {

    /** The largest body that any route takes; ours are a few hundred bytes. */
    private static final int MAXIMUM_BODY_BYTES = (int) DataSize.ofKilobytes(64).toBytes();

    @Bean
    RouteTable routeTable() {
        return new RouteTable();
    }

    @Bean
    ServletRegistrationBean<RouteServlet> routeServlet(RouteTable routes, ObjectProvider<CamelContext> camel) {
        RouteServlet servlet = new RouteServlet(routes, () -> camel.getObject().isStarted());
        return new ServletRegistrationBean<>(servlet, "/api/*", "/llms.txt");
    }

    /** Nothing of ours asks Spring for the request of the thread. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContext() {
        FilterRegistrationBean<RequestContextFilter> none = new FilterRegistrationBean<>(new RequestContextFilter());
        none.setEnabled(false);
        return none;
    }

    @Bean("platform-http-engine")
    PlatformHttpEngine platformHttpEngine(
            ServerProperties server,
            RouteTable routes,
            ErrorBody errors,
            RecentRefusals refusals,
            MeterRegistry metrics) {
        Integer port = server.getPort();
        return new RouteHttpEngine(port == null ? 8080 : port, routes, errors, refusals, metrics);
    }

    @Bean
    RecentRefusals recentRefusals(Envelopes envelopes, Clock clock) {
        return new RecentRefusals(envelopes, clock, Ticker.systemTicker());
    }

    @Bean("api-headers")
    ApiHeaders apiHeaders() {
        return new ApiHeaders();
    }

    @Bean
    Envelopes envelopes(ObjectMapper json, Clock clock) {
        return new Envelopes(json, clock);
    }

    @Bean("error-answer")
    ErrorAnswer errorAnswer(Envelopes envelopes) {
        return new ErrorAnswer(envelopes);
    }

    @Bean("answer-docs")
    AnswerDocs answerDocs() {
        return new AnswerDocs();
    }

    @Bean
    ErrorBody errorBody(Envelopes envelopes) {
        return envelopes::containerError;
    }

    @Bean
    ContainerErrors containerErrors(ErrorBody body) {
        return new ContainerErrors(body);
    }

    @Bean
    ClosedConnections closedConnections() {
        return new ClosedConnections();
    }

    @Bean
    TomcatTuning tomcatTuning(ErrorBody body, HttpSettings settings, ClosedConnections closed) {
        ConnectionLimits limits = new ConnectionLimits(
                settings.headTimeout(), settings.writeTimeout(), settings.maxConnectionsPerAddress());
        return new TomcatTuning(body, limits, settings.maxHeaders(), closed);
    }

    @Bean
    FilterRegistrationBean<BodyIntake> bodyIntake(ErrorBody errors, HttpSettings settings, ClosedConnections closed) {
        BodyIntake intake = new BodyIntake(MAXIMUM_BODY_BYTES, settings.bodyTimeout(), errors, closed);
        FilterRegistrationBean<BodyIntake> first = new FilterRegistrationBean<>(intake);
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        first.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return first;
    }
}
