// SPDX-License-Identifier: Apache-2.0
/**
 * The MCP server: its transport (Streamable HTTP), its sessions, and what lies between a tool call and the route that answers
 * it. Protocol and dispatch are the official SDK's; the transport is ours, because the SDK's servlet holds a container thread
 * for as long as a tool takes. Depends on {@code api}, {@code access} and {@code platform}, and knows nothing of frames: what a
 * tool does stands in {@code routes/mcp.camel.yaml}.
 */
@NullMarked
package dev.sightglass.api.mcp;

import org.jspecify.annotations.NullMarked;
