// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.Scope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One operation of the API and who may call it.
 *
 * @param routeId id of the route that answers it
 * @param method HTTP method, {@code tools/call} for a tool of the MCP server
 * @param path below {@code /api/v1}, as in the route; the tool's name
 * @param callers who may call it with the right scopes; empty for one that needs no credential
 * @param scopes all of these are needed; see {@code reach} for the one exception
 * @param reach on what it acts, and so whose it must be
 */
public record Operation(
        String routeId, String method, String path, Set<Caller> callers, Set<Scope> scopes, Reach reach) {

    /** Takes its own copies; the scopes in their own order, in which one that is missing is named. */
    public Operation {
        callers = Set.copyOf(callers);
        scopes = scopes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }

    /** On what an operation acts. */
    public enum Reach {
        /** Nobody's in particular, or only the caller. */
        NOTHING,
        /** The caller's own workspace, which a JWT has to name. */
        OWN_WORKSPACE,
        /** The workspace in the path: the caller's own, or any with the first key. */
        WORKSPACE_IN_PATH,
        /** The workspace in the path, which is the caller's own whoever calls. */
        OWN_WORKSPACE_IN_PATH,
        /** The session in the path, of which the caller's workspace must be a party. */
        SESSION_IN_PATH,
        /** The same, where one of the scopes is enough: each party has its own. */
        SESSION_IN_PATH_BY_PARTY,
        /** What a video service tells. It has no credential of ours: the route itself checks who sends. */
        DELIVERY
    }
}
