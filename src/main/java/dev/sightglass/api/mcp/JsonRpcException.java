// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.io.Serial;

/** A message that is none of JSON-RPC 2.0's. Has no stack trace: anybody can cause one. */
final class JsonRpcException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param message safe to send */
    JsonRpcException(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static JsonRpcException invalidRequest(String message) {
        return new JsonRpcException(McpSchema.ErrorCodes.INVALID_REQUEST, message);
    }

    static JsonRpcException invalidParameters() {
        return new JsonRpcException(McpSchema.ErrorCodes.INVALID_PARAMS, "Invalid params");
    }

    int code() {
        return code;
    }
}
