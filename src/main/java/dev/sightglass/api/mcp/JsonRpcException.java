// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

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

    int code() {
        return code;
    }
}
