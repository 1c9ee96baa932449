// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static dev.sightglass.access.Scope.PRICING_READ;
import static dev.sightglass.access.Scope.SESSIONS_CREATE;
import static dev.sightglass.access.Scope.SESSIONS_OPERATE;
import static dev.sightglass.access.Scope.SESSIONS_READ;
import static dev.sightglass.access.Scope.WALLET_READ;

import dev.sightglass.access.Scope;
import dev.sightglass.api.Operation.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may call what: one row per operation. {@code authorise} reads it, and a test holds every route against it, with every
 * sort of caller; a route that has no row here is refused by the one and fails the other. What depends on more than the caller
 * and the path is a step of its own behind {@code authorise}: the role of a workspace, the party in a session.
 */
public final class Operations {
    private static final String WORKSPACE = "/workspaces/{id}";
    private static final String KEYS = "/workspaces/{workspaceId}/api-keys";
    private static final String SESSION = "/sessions/{id}";

    /** The table. */
    public static final List<Operation> ALL = List.of(
            open("get-health", "/health"),
            open("get-config", "/config"),
            open("get-coverage", "/coverage"),
            open("get-demand", "/demand"),
            open("get-openapi", "/openapi.yaml"),
            open("get-docs-page", "/docs"),
            open("get-docs-file", "/docs/{file}"),
            of("cloudflare-events", "POST /video/events/{token}", Set.of(), Reach.DELIVERY),
            of("get-me", "GET /me", Caller.ALL, Reach.NOTHING),
            of("post-workspace", "POST /workspaces", Caller.FIRST_KEY, Reach.NOTHING),
            of("list-workspaces", "GET /workspaces", Caller.PEOPLE, Reach.NOTHING),
            of("get-workspace", "GET " + WORKSPACE, Caller.ALL, Reach.WORKSPACE_IN_PATH),
            of("patch-workspace", "PATCH " + WORKSPACE, Reach.OWN_WORKSPACE_IN_PATH, SESSIONS_OPERATE),
            of("post-location", "POST " + WORKSPACE + "/location", Reach.OWN_WORKSPACE_IN_PATH, SESSIONS_OPERATE),
            of("mint-key", "POST " + KEYS, Caller.MANAGING, Reach.WORKSPACE_IN_PATH),
            of("list-keys", "GET " + KEYS, Caller.MANAGING, Reach.WORKSPACE_IN_PATH),
            of("revoke-key", "POST " + KEYS + "/{keyId}/revoke", Caller.MANAGING, Reach.WORKSPACE_IN_PATH),
            // With a feed of the caller's own also sessions:operate, which is known once the body was read.
            of("open-session", "POST /sessions", Reach.OWN_WORKSPACE, SESSIONS_CREATE),
            of("list-sessions", "GET /sessions", Reach.OWN_WORKSPACE, SESSIONS_READ),
            of("get-session", "GET " + SESSION, Reach.SESSION_IN_PATH, SESSIONS_READ),
            of("get-frame", "GET " + SESSION + "/frame", Reach.SESSION_IN_PATH, SESSIONS_READ),
            of("stream-mjpeg", "GET " + SESSION + "/stream.mjpeg", Reach.SESSION_IN_PATH, SESSIONS_READ),
            of("stream-session-events", "GET " + SESSION + "/events", Reach.SESSION_IN_PATH, SESSIONS_READ),
            of("get-viewer-token", "GET " + SESSION + "/viewer-token", Reach.SESSION_IN_PATH, SESSIONS_READ),
            of("get-producer-token", "GET " + SESSION + "/producer-token", Reach.SESSION_IN_PATH, SESSIONS_OPERATE),
            of("dispatch-session", "POST " + SESSION + "/dispatch", Reach.SESSION_IN_PATH, SESSIONS_CREATE),
            // Of no party yet: any supplier may.
            of("accept-session", "POST " + SESSION + "/accept", Reach.OWN_WORKSPACE, SESSIONS_OPERATE),
            of("start-session", "POST " + SESSION + "/start", Reach.SESSION_IN_PATH, SESSIONS_OPERATE),
            of("cancel-session", "DELETE " + SESSION, Reach.SESSION_IN_PATH, SESSIONS_CREATE),
            of(
                    "end-session",
                    "POST " + SESSION + "/end",
                    Reach.SESSION_IN_PATH_BY_PARTY,
                    SESSIONS_CREATE,
                    SESSIONS_OPERATE),
            of(
                    "cancel-all-assignments",
                    "POST /sessions/cancel-all-assignments",
                    Reach.OWN_WORKSPACE,
                    SESSIONS_OPERATE),
            of("get-quote", "GET /pricing/quote", Reach.OWN_WORKSPACE, PRICING_READ),
            of("get-wallet", "GET /wallet", Reach.OWN_WORKSPACE, WALLET_READ),
            of("list-wallet-events", "GET /wallet/events", Reach.OWN_WORKSPACE, WALLET_READ),
            of("get-settlement", "GET /settlements/{sessionId}", Reach.SESSION_IN_PATH, SESSIONS_READ));

    /** The tools of the MCP server, in the same terms: each is a way to call one of the operations above. */
    public static final List<Operation> TOOLS = List.of(
            tool("list_sessions", Reach.OWN_WORKSPACE, SESSIONS_READ),
            tool("get_session", Reach.SESSION_IN_PATH, SESSIONS_READ),
            // Always on a feed of the caller's own.
            tool("open_session", Reach.OWN_WORKSPACE, SESSIONS_CREATE, SESSIONS_OPERATE),
            tool("end_session", Reach.SESSION_IN_PATH_BY_PARTY, SESSIONS_CREATE, SESSIONS_OPERATE),
            tool("get_frame", Reach.SESSION_IN_PATH, SESSIONS_READ),
            tool("wait_for_frame", Reach.SESSION_IN_PATH, SESSIONS_READ));

    private static final Map<String, Operation> BY_ROUTE = Stream.concat(ALL.stream(), TOOLS.stream())
            .collect(Collectors.toUnmodifiableMap(Operation::routeId, Function.identity()));

    private Operations() {}

    /** The operation that a route answers; empty if the table has none. */
    static Optional<Operation> ofRoute(String routeId) {
        return Optional.ofNullable(BY_ROUTE.get(routeId));
    }

    /** For everybody. */
    private static Operation open(String routeId, String path) {
        return of(routeId, "GET " + path, Set.of(), Reach.NOTHING);
    }

    /** For those callers, whatever their scopes. */
    private static Operation of(String routeId, String call, Set<Caller> callers, Reach reach) {
        return new Operation(routeId, method(call), path(call), callers, Set.of(), reach);
    }

    /** For every caller with these scopes. */
    private static Operation of(String routeId, String call, Reach reach, Scope... scopes) {
        return new Operation(routeId, method(call), path(call), Caller.ALL, Set.of(scopes), reach);
    }

    /** A tool, by its name on the wire; the route that answers it is {@code mcp-} and the name with hyphens. */
    private static Operation tool(String name, Reach reach, Scope... scopes) {
        return new Operation("mcp-" + name.replace('_', '-'), "tools/call", name, Caller.ALL, Set.of(scopes), reach);
    }

    private static String method(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private static String path(String call) {
        return call.substring(call.indexOf(' ') + 1);
    }
}
