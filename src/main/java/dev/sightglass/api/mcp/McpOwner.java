// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.access.Principal;

/**
 * Who opened an MCP session, and so alone may use it.
 *
 * @param kind sort of credential, since a JWT's subject can be any text
 * @param identity of the {@link Principal}
 */
record McpOwner(Principal.Kind kind, String identity) {

    static McpOwner of(Principal principal) {
        return new McpOwner(principal.kind(), principal.identity());
    }
}
