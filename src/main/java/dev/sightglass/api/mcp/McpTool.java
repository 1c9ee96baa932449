// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import java.util.Locale;

/** The tools there are. What each says of itself stands in {@code tools.yaml}, what it does in {@code routes/mcp.camel.yaml}. */
enum McpTool {
    LIST_SESSIONS,
    GET_SESSION,
    OPEN_SESSION,
    END_SESSION,
    GET_FRAME,
    WAIT_FOR_FRAME;

    /** The name on the wire. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Id of the route that answers it; {@code direct:} and the same is where it begins. */
    String routeId() {
        return "mcp-" + wireName().replace('_', '-');
    }
}
