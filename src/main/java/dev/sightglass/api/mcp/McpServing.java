// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.access.Authenticator;
import dev.sightglass.api.Envelopes;
import dev.sightglass.platform.McpSettings;
import dev.sightglass.platform.MetricNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ProducerCache;
import org.apache.camel.support.cache.DefaultProducerCache;
import reactor.core.publisher.Mono;

/** The MCP server, put together: the SDK's server between our servlet and our routes. */
public final class McpServing implements AutoCloseable {

    private final McpServlet servlet;
    private final McpAsyncServer server;
    private final ProducerCache routes;

    private McpServing(McpServlet servlet, McpAsyncServer server, ProducerCache routes) {
        this.servlet = servlet;
        this.server = server;
        this.routes = routes;
    }

    /**
     * What it lives among.
     *
     * @param camel has the tools' routes
     * @param authenticator says who sends a request
     * @param envelopes what refused requests are answered with
     * @param version of the product
     * @param nanoTime as {@link System#nanoTime}
     */
    public record Surroundings(
            CamelContext camel,
            Authenticator authenticator,
            Envelopes envelopes,
            MeterRegistry metrics,
            String version,
            LongSupplier nanoTime) {}

    /** Makes one that serves at once. */
    public static McpServing of(McpSettings settings, Surroundings around) {
        JsonRpc json = new JsonRpc();
        McpSessions sessions = new McpSessions(settings.maxSessions(), settings.idleTimeout(), around.nanoTime());
        Gauge.builder(MetricNames.MCP_SESSIONS, sessions, McpSessions::count)
                .description("MCP sessions that are open at this moment")
                .register(around.metrics());
        McpTransport transport = new McpTransport(sessions);
        ToolTexts texts = ToolTexts.shipped(json);
        ProducerCache routes = new DefaultProducerCache(McpServing.class, around.camel(), McpTool.values().length);
        routes.start();
        ToolCalls calls = new ToolCalls(around.camel(), routes, around.metrics(), json);
        McpAsyncServer server = McpServer.async(transport)
                .jsonMapper(json.mapper())
                // Arguments are held against their schema by the call itself, whose errors are of the contract's shape.
                .jsonSchemaValidator((schema, value) -> ValidationResponse.asValid(null))
                .validateToolInputs(false)
                .serverInfo("sightglass", around.version())
                .instructions(texts.instructions())
                .capabilities(
                        McpSchema.ServerCapabilities.builder().tools(false).build())
                .tools(texts.tools().stream()
                        .map(tool -> specification(tool, calls))
                        .toList())
                .build();
        McpGate gate = new McpGate(around.authenticator(), around.envelopes(), Set.copyOf(settings.allowedOrigins()));
        return new McpServing(new McpServlet(gate, transport, sessions, json), server, routes);
    }

    private static AsyncToolSpecification specification(McpSchema.Tool tool, ToolCalls calls) {
        McpTool which = McpTool.valueOf(tool.name().toUpperCase(Locale.ROOT));
        return AsyncToolSpecification.builder()
                .tool(tool)
                .callHandler((exchange, call) -> {
                    Object authorization = exchange.transportContext().get(McpServlet.AUTHORIZATION);
                    ToolCall wanted = new ToolCall(which, tool.inputSchema(), call.arguments());
                    return Mono.fromCompletionStage(() -> calls.call(wanted, authorization));
                })
                .build();
    }

    /** What answers {@code /mcp}; needs to be registered as one that works asynchronously. */
    public McpServlet servlet() {
        return servlet;
    }

    /** Ends all MCP sessions and answers the calls under way. */
    @Override
    public void close() {
        server.closeGracefully().block();
        routes.stop();
    }
}
