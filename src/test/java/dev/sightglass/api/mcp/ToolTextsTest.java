// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.api.Operation;
import dev.sightglass.api.Operations;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolTextsTest {
    private final ToolTexts texts = ToolTexts.shipped(new JsonRpc());

    @Test
    void describeEachToolThatThereIs() {
        assertThat(texts.tools())
                .extracting(McpSchema.Tool::name)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(McpTool.values()).map(McpTool::wireName).toList());
    }

    @Test
    void areOfToolsThatTheTableOfOperationsHas() {
        assertThat(Operations.TOOLS)
                .extracting(Operation::routeId)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(McpTool.values()).map(McpTool::routeId).toList());
    }

    @Test
    void haveOnlyArgumentsThatAreChecked() {
        for (McpSchema.Tool tool : texts.tools()) {
            assertThat(tool.inputSchema()).containsEntry("additionalProperties", false);
            ((Map<?, ?>) tool.inputSchema().get("properties"))
                    .forEach((name, property) -> assertThat(((Map<?, ?>) property).get("type"))
                            .as(tool.name() + " " + name)
                            .isIn(Set.of("string", "integer", "number", "boolean")));
        }
    }
}
