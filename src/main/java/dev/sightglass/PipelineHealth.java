// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Readiness: every route of the folder runs, the consumer of the feeds among them. An empty folder of routes is not ready.
 * The native libraries are loaded by then, since the context does not start without them.
 */
@Component("pipeline")
class PipelineHealth extends AbstractHealthIndicator {

    private final CamelContext camel;

    PipelineHealth(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<Route> routes = camel.getRoutes();
        boolean ingesting = routes.stream()
                .anyMatch(route -> route.getEndpoint().getEndpointUri().startsWith("whep:"));
        boolean running = routes.stream()
                .allMatch(route ->
                        camel.getRouteController().getRouteStatus(route.getRouteId()) == ServiceStatus.Started);
        health.status(ingesting && running ? "UP" : "OUT_OF_SERVICE");
    }
}
