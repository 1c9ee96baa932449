// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sightglass.api.InvalidInputException;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Messages to {@code /mcp}, up to the request that a tool makes of its arguments. */
class JsonRpcFuzzTest {
    private static final Set<Integer> ERRORS =
            Set.of(McpSchema.ErrorCodes.PARSE_ERROR, McpSchema.ErrorCodes.INVALID_REQUEST);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final JsonRpc json = new JsonRpc();
    private final ToolRequest requests = new ToolRequest(json);
    private final ToolTexts texts = ToolTexts.shipped(json);

    @DictionaryEntries({
        "\"jsonrpc\":\"2.0\"",
        "\"id\":",
        "\"method\":\"tools/call\"",
        "\"params\":{",
        "\"name\":\"get_frame\"",
        "\"name\":\"open_session\"",
        "\"arguments\":{",
        "\"session_id\":",
        "\"max_bytes\":",
        "\"lat\":",
        "\"_meta\":{"
    })
    @FuzzTest
    void aMessageIsRefusedByItsCodeOrBecomesARequest(byte[] body) {
        McpSchema.JSONRPCMessage message;
        try {
            message = json.read(body);
        } catch (JsonRpcException refused) {
            assertThat(refused.code()).isIn(ERRORS);
            return;
        }
        if (message instanceof McpSchema.JSONRPCRequest call) {
            assertThat(json.tree(json.error(call.id(), 1, "wrong")).has("id")).isTrue();
            if (call.method().equals(McpSchema.METHOD_TOOLS_CALL) && !json.isMalformedToolCall(call)) {
                tool(json.mapper().convertValue(call.params(), McpSchema.CallToolRequest.class));
            }
        }
    }

    private void tool(McpSchema.CallToolRequest call) {
        for (McpTool tool : McpTool.values()) {
            Map<String, Object> schema = schema(tool);
            try {
                ToolArguments arguments = ToolArguments.of(tool.wireName(), schema, call.arguments());
                requests.write(tool, arguments, new DefaultExchange(camel));
            } catch (InvalidInputException refused) {
                assertThat(refused.detail()).startsWith(tool.wireName() + ':');
            }
        }
    }

    private Map<String, Object> schema(McpTool tool) {
        return texts.tools().stream()
                .filter(text -> text.name().equals(tool.wireName()))
                .findFirst()
                .orElseThrow()
                .inputSchema();
    }
}
