// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON-RPC 2.0 messages as bytes. What cannot be read is an error of the specification's section 5.1, without a word of the sender's. */
final class JsonRpc {

    /** Far deeper than any message of ours. */
    private static final int MAXIMUM_DEPTH = 32;

    private final JsonMapper json;
    private final McpJsonMapper mapper;

    JsonRpc() {
        json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAXIMUM_DEPTH)
                        .build());
        mapper = new JacksonMcpJsonMapper(json);
    }

    /** The same for the SDK. */
    McpJsonMapper mapper() {
        return mapper;
    }

    /**
     * The message in a request's body.
     *
     * @throws JsonRpcException if it is not JSON, or no single message
     */
    McpSchema.JSONRPCMessage read(byte[] body) {
        JsonNode tree = tree(body);
        if (!tree.isObject()
                || !McpSchema.JSONRPC_VERSION.equals(tree.path("jsonrpc").textValue())
                || (tree.has("method") && !tree.get("method").isTextual())) {
            throw JsonRpcException.invalidRequest("Invalid Request");
        }
        try {
            if (tree.has("method")) {
                return tree.has("id")
                        ? json.convertValue(tree, McpSchema.JSONRPCRequest.class)
                        : json.convertValue(tree, McpSchema.JSONRPCNotification.class);
            }
            return json.convertValue(tree, McpSchema.JSONRPCResponse.class);
        } catch (IllegalArgumentException e) {
            throw JsonRpcException.invalidRequest("Invalid Request");
        }
    }

    /** Whether a call of a tool names none, or has arguments that are no object: the SDK would answer that as a fault of ours. */
    boolean isMalformedToolCall(McpSchema.JSONRPCRequest call) {
        if (!call.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            return false;
        }
        if (!(call.params() instanceof Map<?, ?> parameters)
                || !(parameters.get("name") instanceof String name)
                || name.isEmpty()) {
            return true;
        }
        try {
            json.convertValue(parameters, McpSchema.CallToolRequest.class);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /**
     * JSON as it is.
     *
     * @throws JsonRpcException if it is none
     */
    JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new JsonRpcException(McpSchema.ErrorCodes.PARSE_ERROR, "Parse error");
        }
    }

    /** @param id of the request, null where it could not be read */
    byte[] error(@Nullable Object id, int code, String message) {
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        response.put("id", id);
        response.put("error", Map.of("code", code, "message", message));
        return write(response);
    }

    /** The value as JSON text. */
    String text(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    byte[] write(Object message) {
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
