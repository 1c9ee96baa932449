// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client calls.
 *
 * @param schema of the tool's input
 * @param arguments as they came, or null for none
 */
record ToolCall(
        McpTool tool, Map<String, Object> schema, @Nullable Map<String, Object> arguments) {}
