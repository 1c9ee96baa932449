// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.Scope;
import dev.sightglass.access.workspace.ConfiguredWorkspace;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.Caller;
import dev.sightglass.api.Operation;
import dev.sightglass.api.Operation.Reach;
import dev.sightglass.api.Operations;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The table of operations, held against the routes: every route has its row, and does to every sort of caller, of the own and
 * of a foreign workspace, what the row says. Requests have no body and ids of nothing but the one session, so who is let in
 * gets whatever else comes of that: anything but 401, 403 and a fault of ours.
 */
@ShippedApplication
class OperationsIT {
    private static final String OWN = "default";
    private static final String FOREIGN = "strangers";
    private static final String PREFIX = "/api/v1";

    @Autowired
    Api api;

    @Autowired
    CamelContext camel;

    @Autowired
    Workspaces workspaces;

    private String session;

    static Stream<Operation> operations() {
        return Operations.ALL.stream();
    }

    static Stream<Operation> securedOperations() {
        return operations().filter(operation -> !operation.callers().isEmpty());
    }

    @BeforeEach
    void open() {
        workspaces.configure(new ConfiguredWorkspace(FOREIGN, FOREIGN, null, Set.of(WorkspaceRole.values()), null));
        session = api.open(Api.onNothing());
    }

    @AfterEach
    void end() {
        api.end(session);
    }

    @Test
    void haveARowForEveryRouteAndNoOther() {
        Set<String> served = new TreeSet<>();
        for (Route route : camel.getRoutes()) {
            if (route.getEndpoint() instanceof PlatformHttpEndpoint http
                    && http.getPath().startsWith(PREFIX)) {
                for (String method : http.getHttpMethodRestrict().split(",")) {
                    served.add(
                            route.getId() + " " + method + " " + http.getPath().substring(PREFIX.length()));
                }
            }
        }
        served.removeIf(row -> row.contains(" HEAD "));

        assertThat(Operations.ALL)
                .extracting(row -> row.routeId() + " " + row.method() + " " + row.path())
                .containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void letEverybodyInWhereTheyArePublic() {
        operations()
                .filter(operation -> operation.callers().isEmpty() && operation.reach() != Reach.DELIVERY)
                .forEach(operation -> assertThat(send(operation, OWN, null))
                        .as("anybody at " + operation)
                        .isNotIn(401, 403)
                        .isLessThan(500));
    }

    @Test
    void letNoKeyStandForTheSecretOfADelivery() {
        operations()
                .filter(operation -> operation.reach() == Reach.DELIVERY)
                .forEach(operation -> assertThat(send(operation, OWN, Api.KEY))
                        .as("the first key at " + operation)
                        .isEqualTo(401));
    }

    @ParameterizedTest
    @MethodSource("securedOperations")
    void refuseWhoeverIsNobody(Operation operation) {
        assertThat(send(operation, OWN, null)).as("without credential").isEqualTo(401);
        assertThat(send(operation, OWN, "lxxn_test_000000_nobody"))
                .as("wrong key")
                .isEqualTo(401);
        assertThat(send(operation, OWN, "eyJhbGciOiJub25lIn0.e30."))
                .as("wrong token")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("securedOperations")
    void letInWhoMayAndNobodyElse(Operation operation) {
        for (Caller caller : Caller.values()) {
            boolean allowed = operation.callers().contains(caller);
            assertPasses(operation, caller + " of its own workspace", OWN, credential(caller, OWN), allowed);
        }
    }

    @ParameterizedTest
    @MethodSource("securedOperations")
    void letNobodyActForAForeignWorkspace(Operation operation) {
        boolean bound = operation.reach() != Reach.NOTHING && operation.reach() != Reach.OWN_WORKSPACE;
        for (Caller caller : EnumSet.complementOf(EnumSet.of(Caller.BOOTSTRAP_KEY))) {
            if (bound) {
                assertPasses(operation, caller + " of a foreign one", OWN, credential(caller, FOREIGN), false);
            }
        }
        if (ofWorkspace(operation)) {
            boolean any = operation.reach() == Reach.WORKSPACE_IN_PATH
                    && operation.callers().contains(Caller.BOOTSTRAP_KEY);
            assertPasses(operation, "the first key", FOREIGN, Api.KEY, any);
        }
    }

    @ParameterizedTest
    @MethodSource("securedOperations")
    void askForEveryScope(Operation operation) {
        boolean oneIsEnough = operation.reach() == Reach.SESSION_IN_PATH_BY_PARTY;
        for (Scope scope : operation.scopes()) {
            Set<Scope> without = EnumSet.allOf(Scope.class);
            without.removeAll(oneIsEnough ? operation.scopes() : Set.of(scope));
            String key = api.keyOf(OWN, without.toArray(Scope[]::new));
            assertPasses(operation, "a key without " + scope, OWN, key, false);
            assertPasses(operation, "an owner without " + scope, OWN, Jwts.of(OWN, "OWNER", words(without)), false);
        }
        if (operation.callers().contains(Caller.KEY)) {
            String key = api.keyOf(OWN, operation.scopes().toArray(Scope[]::new));
            assertPasses(operation, "a key with just these", OWN, key, true);
        }
    }

    @ParameterizedTest
    @MethodSource("securedOperations")
    void refuseAPersonWithoutAWorkspaceWhereOneIsNeeded(Operation operation) {
        boolean allowed =
                operation.reach() == Reach.NOTHING && operation.callers().contains(Caller.MANAGER);
        assertPasses(operation, "nowhere's owner", OWN, Jwts.of(null, "OWNER", null), allowed);
    }

    private void assertPasses(Operation operation, String who, String workspace, String credential, boolean passes) {
        int status = send(operation, workspace, credential);
        String what = who + " at " + operation;
        if (passes) {
            assertThat(status).as(what).isNotIn(401, 403).isLessThan(500);
        } else {
            assertThat(status).as(what).isEqualTo(403);
        }
    }

    private int send(Operation operation, String workspace, String credential) {
        String path = operation
                .path()
                .replace("{id}", ofWorkspace(operation) ? workspace : session)
                .replace("{sessionId}", session)
                .replace("{workspaceId}", workspace)
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        // A stream ends with its session only; its head says the same.
        String method = operation.routeId().startsWith("stream-") ? "HEAD" : operation.method();
        var request = api.anonymous(path).method(method, BodyPublishers.noBody());
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        HttpResponse<byte[]> answer = api.send(request);
        return answer.statusCode();
    }

    private static boolean ofWorkspace(Operation operation) {
        return operation.reach() == Reach.WORKSPACE_IN_PATH || operation.reach() == Reach.OWN_WORKSPACE_IN_PATH;
    }

    /** With every scope, so that only the sort of caller and its workspace count. */
    private String credential(Caller caller, String workspace) {
        List<Scope> all = List.copyOf(new LinkedHashSet<>(Arrays.asList(Scope.values())));
        return switch (caller) {
            case KEY -> api.keyOf(workspace, all.toArray(Scope[]::new));
            case BOOTSTRAP_KEY -> Api.KEY;
            case MANAGER -> Jwts.of(workspace, "OWNER", words(all));
            case VIEWER -> Jwts.of(workspace, "VIEWER", words(all));
        };
    }

    private static String words(Iterable<Scope> scopes) {
        StringBuilder words = new StringBuilder();
        scopes.forEach(scope -> words.append(scope.wireName()).append(' '));
        return words.toString().strip();
    }
}
