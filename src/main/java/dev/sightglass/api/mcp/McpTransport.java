// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the SDK's server knows of our transport. The server says nothing unasked, so there is nobody to notify, and no stream
 * to keep open for that.
 */
final class McpTransport implements McpStreamableServerTransportProvider {

    /** Those that have Streamable HTTP, oldest first: the last one is offered to a client that asks for one we do not know. */
    static final List<String> VERSIONS =
            List.of(ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);

    private final McpSessions sessions;
    private volatile McpStreamableServerSession.@Nullable Factory factory;

    McpTransport(McpSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory factory) {
        this.factory = factory;
    }

    /** A session that nobody keeps yet, with the answer to {@code initialize}. */
    McpStreamableServerSessionInit start(McpSchema.InitializeRequest request) {
        return Objects.requireNonNull(factory, "the server is built first").startSession(request);
    }

    @Override
    public Mono<Void> notifyClients(String method, Object parameters) {
        return Mono.empty();
    }

    /** Ends all sessions; calls under way are answered with an error at once. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(sessions::clear);
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }
}
