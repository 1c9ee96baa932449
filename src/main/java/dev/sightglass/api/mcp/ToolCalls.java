// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.api.Problem;
import dev.sightglass.api.Problems;
import dev.sightglass.platform.MetricNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ProducerCache;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** Runs the route of a tool. Safe for concurrent use; what a route waits for holds no thread here. */
final class ToolCalls {

    private final CamelContext camel;
    private final ProducerCache routes;
    private final MeterRegistry metrics;
    private final ToolRequest request;
    private final ToolResult result;
    private final ToolError error;

    /** @param routes sends to them on the calling thread */
    ToolCalls(CamelContext camel, ProducerCache routes, MeterRegistry metrics, JsonRpc json) {
        this.camel = camel;
        this.routes = routes;
        this.metrics = metrics;
        this.request = new ToolRequest(json);
        this.result = new ToolResult(json);
        this.error = new ToolError(json);
    }

    /**
     * The result of a call; a failure is a result too.
     *
     * @param authorization value of the header that the call came with
     */
    CompletionStage<McpSchema.CallToolResult> call(ToolCall call, @Nullable Object authorization) {
        McpTool tool = call.tool();
        try {
            ToolArguments arguments = ToolArguments.of(tool.wireName(), call.schema(), call.arguments());
            Exchange exchange = new DefaultExchange(camel);
            // By which the step "authorise" finds the tool's row.
            exchange.getExchangeExtension().setFromRouteId(tool.routeId());
            exchange.getMessage().setHeader(McpServlet.AUTHORIZATION, authorization);
            request.write(tool, arguments, exchange);
            return routes.asyncSendExchange(
                            camel.getEndpoint("direct:" + tool.routeId()),
                            null,
                            null,
                            null,
                            exchange,
                            new CompletableFuture<>())
                    .handle((done, failure) -> finish(tool, arguments, exchange, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(tool, e));
        }
    }

    private McpSchema.CallToolResult finish(
            McpTool tool, ToolArguments arguments, Exchange exchange, @Nullable Throwable failure) {
        Throwable reason = failure == null ? failureOf(exchange) : failure;
        if (reason != null) {
            return failed(tool, reason);
        }
        try {
            McpSchema.CallToolResult answered = result.read(tool, arguments, exchange);
            count(tool, "ok");
            return answered;
        } catch (RuntimeException e) {
            return failed(tool, e);
        }
    }

    /** Also of a route that called another one which caught the exception and answered by itself, for HTTP. */
    private static @Nullable Throwable failureOf(Exchange exchange) {
        if (exchange.getException() != null) {
            return exchange.getException();
        }
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        return status < 400 ? null : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }

    private McpSchema.CallToolResult failed(McpTool tool, Throwable reason) {
        Problem problem = Problems.of(reason);
        count(tool, problem.code().name().toLowerCase(Locale.ROOT));
        return error.of(problem);
    }

    private void count(McpTool tool, String outcome) {
        metrics.counter(MetricNames.MCP_CALLS, "tool", tool.wireName(), "outcome", outcome)
                .increment();
    }
}
