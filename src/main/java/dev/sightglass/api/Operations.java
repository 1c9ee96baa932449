// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static dev.sightglass.access.Scope.PRICING_READ;
import static dev.sightglass.access.Scope.SESSIONS_CREATE;
import static dev.sightglass.access.Scope.SESSIONS_OPERATE;
import static dev.sightglass.access.Scope.SESSIONS_READ;
import static dev.sightglass.access.Scope.WALLET_READ;

import dev.sightglass.api.Operation.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who may call what: one row per operation. {@code authorise} reads it, and a test holds every route against it, with every
 * sort of caller; a route that has no row here is refused by the one and fails the other.
 */
public final class Operations {
    /** The table. */
    public static final List<Operation> ALL = List.of(
            new Operation("get-me", "GET", "/me", Caller.ALL, Set.of(), Reach.NOTHING),
            new Operation(
                    "open-session",
                    "POST",
                    "/sessions",
                    Caller.ALL,
                    Set.of(SESSIONS_CREATE, SESSIONS_OPERATE),
                    Reach.OWN_WORKSPACE),
            new Operation(
                    "get-session", "GET", "/sessions/{id}", Caller.ALL, Set.of(SESSIONS_READ), Reach.SESSION_IN_PATH),
            new Operation(
                    "get-frame",
                    "GET",
                    "/sessions/{id}/frame",
                    Caller.ALL,
                    Set.of(SESSIONS_READ),
                    Reach.SESSION_IN_PATH),
            new Operation(
                    "end-session",
                    "POST",
                    "/sessions/{id}/end",
                    Caller.ALL,
                    Set.of(SESSIONS_CREATE, SESSIONS_OPERATE),
                    Reach.SESSION_IN_PATH_BY_PARTY),
            new Operation("get-quote", "GET", "/pricing/quote", Caller.ALL, Set.of(PRICING_READ), Reach.OWN_WORKSPACE),
            new Operation("get-wallet", "GET", "/wallet", Caller.ALL, Set.of(WALLET_READ), Reach.OWN_WORKSPACE),
            new Operation(
                    "list-wallet-events",
                    "GET",
                    "/wallet/events",
                    Caller.ALL,
                    Set.of(WALLET_READ),
                    Reach.OWN_WORKSPACE),
            new Operation(
                    "get-settlement",
                    "GET",
                    "/settlements/{id}",
                    Caller.ALL,
                    Set.of(SESSIONS_READ),
                    Reach.SESSION_IN_PATH),
            open("get-demand", "/demand"),
            open("get-openapi", "/openapi.yaml"),
            open("get-docs-page", "/docs"),
            open("get-docs-file", "/docs/{file}"),
            keys("mint-key", "POST", ""),
            keys("list-keys", "GET", ""),
            keys("revoke-key", "POST", "/{keyId}/revoke"));

    private static final Map<String, Operation> BY_ROUTE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Operation::routeId, Function.identity()));

    private Operations() {}

    /** The operation that a route answers; empty if the table has none. */
    static Optional<Operation> ofRoute(String routeId) {
        return Optional.ofNullable(BY_ROUTE.get(routeId));
    }

    private static Operation open(String routeId, String path) {
        return new Operation(routeId, "GET", path, Set.of(), Set.of(), Reach.NOTHING);
    }

    private static Operation keys(String routeId, String method, String rest) {
        String path = "/workspaces/{workspaceId}/api-keys" + rest;
        return new Operation(routeId, method, path, Caller.MANAGING, Set.of(), Reach.WORKSPACE_IN_PATH);
    }
}
