// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;

/**
 * Runs routes on the container's own thread, and gives that back where a step waits for something. The engine of the starter hands
 * every request to a pool of eight with an endless queue and dispatches it again afterwards, which costs more than a cached answer
 * itself.
 */
public final class RouteHttpEngine extends SpringBootPlatformHttpEngine {

    private final RouteHttpConsumer.Surroundings surroundings;

    /**
     * @param port where the container listens, for Camel's catalog of HTTP endpoints
     * @param routes told of each route that starts and stops
     * @param metrics counts answers by route and status
     */
    public RouteHttpEngine(
            int port, RouteTable routes, ErrorBody errors, Doorkeeper doorkeeper, MeterRegistry metrics) {
        super(port, Runnable::run);
        this.surroundings = new RouteHttpConsumer.Surroundings(routes, errors, doorkeeper, metrics);
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new RouteHttpConsumer(endpoint, processor, surroundings);
    }
}
