// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightglass.api.Problem;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failed call, as a result that says what to do next: the contract's code and detail, whether and when to try again, a hint. */
final class ToolError {

    /** What a model can do about a detail, or else about a code. Where the failure itself has a hint, that one is given. */
    private static final Map<String, String> HINTS = Map.of(
            "frame:ended", "This session is over. Open another with open_session.",
            "frame:notStarted", "Nobody has started this session yet. Call get_session to see its state.",
            "frame:warmingUp", "The feed is connecting. Call wait_for_frame.",
            "frame:stale",
                    "The feed delivers no pictures now. Call wait_for_frame, or get_session to see what ails it.",
            "SESSION_NOT_FOUND", "Call list_sessions to see which sessions there are.",
            "NOT_AUTHORIZED",
                    "The API key may not do this. Another try fails the same way; tell the person who gave you the key.",
            "INVALID_STATE", "Call get_session to see the session's state.",
            "UNAVAILABLE", "Try again after the time that is named.");

    private final JsonRpc json;

    ToolError(JsonRpc json) {
        this.json = json;
    }

    McpSchema.CallToolResult of(Problem problem) {
        boolean over = problem.detail().equals("frame:ended");
        Integer after = over ? null : problem.retryAfterSeconds();
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("code", problem.code().name());
        error.put("detail", problem.detail());
        error.put("message", problem.code().message());
        error.put("retryable", after != null);
        error.put("retryAfterSeconds", after);
        error.put("hint", hint(problem));
        return McpSchema.CallToolResult.builder()
                .structuredContent(error)
                .addTextContent(json.text(error))
                .isError(true)
                .build();
    }

    private static @Nullable String hint(Problem problem) {
        if (problem.hint() != null) {
            return problem.hint();
        }
        return HINTS.getOrDefault(problem.detail(), HINTS.get(problem.code().name()));
    }
}
