// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One request's way back, as the SDK sees it: the response goes out as a plain JSON body (MCP, transports, "Sending messages to the
 * server"). Tools send nothing on the way there, so nothing needs a stream.
 */
final class OneAnswer implements McpStreamableServerTransport {

    private final JsonRpc json;
    private final LateAnswer answer;
    private final byte[] closed;

    /** @param closed what to answer when the session is closed before */
    OneAnswer(JsonRpc json, LateAnswer answer, byte[] closed) {
        this.json = json;
        this.answer = answer;
        this.closed = closed;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return sendMessage(message, null);
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, @Nullable String messageId) {
        return Mono.fromRunnable(() -> {
            if (message instanceof McpSchema.JSONRPCResponse) {
                answer.send(json.write(message));
            }
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.mapper().convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> answer.send(closed));
    }
}
