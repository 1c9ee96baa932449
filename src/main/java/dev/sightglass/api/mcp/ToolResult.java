// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightglass.api.InvalidInputException;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a route answered, as content that a model reads. */
final class ToolResult {

    /** Shown at most, where the call does not say. */
    private static final int USUAL_LIMIT = 20;

    private static final int LARGEST_LIMIT = 100;

    /** As good as keys, or of no use to a model. */
    private static final List<String> NOT_FOR_MODELS = List.of("whepUrl", "whipUrl", "consistencyToken");

    private final JsonRpc json;

    ToolResult(JsonRpc json) {
        this.json = json;
    }

    /** The answer of a route that did not fail. */
    McpSchema.CallToolResult read(McpTool tool, ToolArguments arguments, Exchange exchange) {
        Message message = exchange.getMessage();
        return switch (tool) {
            case LIST_SESSIONS -> sessions(message, arguments.wholeNumber("limit", USUAL_LIMIT, 1, LARGEST_LIMIT));
            case GET_SESSION, OPEN_SESSION, END_SESSION -> structured(session(data(message)));
            case GET_FRAME, WAIT_FOR_FRAME -> message.getBody() == null ? nothingNewer(message) : picture(message);
        };
    }

    private McpSchema.CallToolResult sessions(Message message, int limit) {
        JsonNode all = data(message);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < Math.min(limit, all.size()); i++) {
            shown.add(session(all.get(i)));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.set("sessions", shown);
        result.put("omitted", all.size() - shown.size());
        return structured(result);
    }

    private JsonNode data(Message message) {
        return json.tree(message.getBody(byte[].class)).path("data");
    }

    private static JsonNode session(JsonNode view) {
        return ((ObjectNode) view).remove(NOT_FOR_MODELS);
    }

    /** Also as text, for clients that do not know of structured content (MCP, tools, "Structured Content"). */
    private McpSchema.CallToolResult structured(Object value) {
        return McpSchema.CallToolResult.builder()
                .structuredContent(value)
                .addTextContent(json.text(value))
                .isError(false)
                .build();
    }

    /** Without structured content: there are clients that show the model nothing else where there is some. */
    private static McpSchema.CallToolResult picture(Message message) {
        FrameFacts facts = FrameFacts.of(message);
        byte[] bytes = message.getBody(byte[].class);
        if (bytes.length > ToolRequest.LARGEST_PICTURE_BYTES) {
            throw InvalidInputException.field("frame", "size", "too large for a tool's result; ask for a smaller one");
        }
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        return McpSchema.CallToolResult.builder()
                .addContent(McpSchema.ImageContent.builder(Base64.getEncoder().encodeToString(bytes), type)
                        .build())
                .addTextContent(facts.sentence(bytes.length))
                .meta(Map.of("dev.sightglass/frame", facts.values()))
                .isError(false)
                .build();
    }

    private McpSchema.CallToolResult nothingNewer(Message message) {
        FrameFacts facts = FrameFacts.of(message);
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        value.put("newer", false);
        value.put("since", facts.position());
        value.put("ageMs", facts.ageMs());
        value.put("hint", "No newer picture came in time. Call wait_for_frame again with the same since.");
        return structured(value);
    }
}
