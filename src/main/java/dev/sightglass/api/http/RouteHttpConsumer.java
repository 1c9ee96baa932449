// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one {@code platform-http} endpoint: each request is a {@link Turn}, begun on the container's thread. */
final class RouteHttpConsumer extends SpringBootPlatformHttpConsumer {

    private static final Logger log = LoggerFactory.getLogger(RouteHttpConsumer.class);

    private static final String EVERY_METHOD = "GET,HEAD,POST,PUT,PATCH,DELETE";

    private final RouteTable routes;
    private final PathTemplate template;
    private final String methods;
    private final Set<String> taken;
    private final RequestReader reader;
    private final AnswerHead head;
    private final Doorkeeper doorkeeper;
    private final AnswerCounts counts;

    RouteHttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, Surroundings surroundings) {
        super(endpoint, processor, Runnable::run);
        this.routes = surroundings.routes();
        this.template = new PathTemplate(endpoint.getPath());
        this.methods = endpoint.getHttpMethodRestrict() == null ? EVERY_METHOD : endpoint.getHttpMethodRestrict();
        this.taken = Set.of(methods.split(","));
        this.reader = new RequestReader(template, endpoint.getHeaderFilterStrategy());
        this.counts = new AnswerCounts(surroundings.metrics(), methods.split(",", 2)[0] + " " + endpoint.getPath());
        this.head = new AnswerHead(endpoint.getHeaderFilterStrategy(), surroundings.errors(), counts);
        this.doorkeeper = surroundings.doorkeeper();
    }

    /**
     * What all routes share.
     *
     * @param routes told of each one that starts and stops
     * @param errors bodies of errors that no route has made an answer of
     * @param doorkeeper asked before anything is made for a request
     * @param metrics counts answers by route and status
     */
    record Surroundings(RouteTable routes, ErrorBody errors, Doorkeeper doorkeeper, MeterRegistry metrics) {}

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        routes.add(this);
    }

    @Override
    protected void doStop() throws Exception {
        routes.remove(this);
        super.doStop();
    }

    PathTemplate template() {
        return template;
    }

    /** The methods it takes, separated by commas. */
    String methods() {
        return methods;
    }

    boolean takes(String method) {
        return taken.contains(method);
    }

    /**
     * For routes on paths that are not the API's, which Spring MVC hands over. Answers null, by which that knows that the response is
     * ours, complete or to come, and dispatches nothing.
     */
    @Override
    @SuppressWarnings("NullAway") // the supertype is not annotated
    public @Nullable CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        answer(request, response, request.getRequestURI().split("/", -1));
        return null;
    }

    /** @param path of the request, cut at its slashes; one of {@link #template()} */
    void answer(HttpServletRequest request, HttpServletResponse response, String[] path) {
        try {
            if (isSuspended()) {
                response.getOutputStream().write(head.error(HttpServletResponse.SC_SERVICE_UNAVAILABLE, response));
                return;
            }
            byte[] refusal = doorkeeper.refusal(getEndpoint().getEndpointUri(), request, response);
            if (refusal == null) {
                new Turn(request, response, begin(request, path), this).run(getAsyncProcessor());
            } else {
                counts.count(response.getStatus());
                response.getOutputStream().write(refusal);
            }
        } catch (IOException e) {
            // The client has gone. Nothing is left to be told to anybody.
            log.debug("client went away, path={}", getEndpoint().getPath(), e);
        }
    }

    AnswerHead head() {
        return head;
    }

    private Exchange begin(HttpServletRequest request, String[] path) throws IOException {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        reader.read(request, path, exchange);
        try {
            createUoW(exchange);
        } catch (Exception e) {
            throw new IllegalStateException("no unit of work", e);
        }
        return exchange;
    }

    /** The exchange is answered, or nobody waits for its answer. */
    void end(Exchange exchange) {
        doneUoW(exchange);
        releaseExchange(exchange, false);
    }
}
