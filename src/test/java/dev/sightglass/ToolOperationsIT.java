// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.Scope;
import dev.sightglass.access.workspace.ConfiguredWorkspace;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.Caller;
import dev.sightglass.api.Operation;
import dev.sightglass.api.Operation.Reach;
import dev.sightglass.api.Operations;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The tools of the MCP server, held against their rows in the table of operations as {@link OperationsIT} does with routes. Who is
 * let in gets whatever else comes of the call: anything but a refusal and a fault of ours.
 */
@ShippedApplication
class ToolOperationsIT {
    private static final String OWN = "default";
    private static final String FOREIGN = "strangers";
    private static final Set<String> REFUSED = Set.of("NOT_AUTHORIZED", "WORKSPACE_MISMATCH");

    @Autowired
    Api api;

    @Autowired
    CamelContext camel;

    @Autowired
    Workspaces workspaces;

    private String session;

    static List<Operation> tools() {
        return Operations.TOOLS;
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
    void haveARowForEachThatIsListedAndNoOther() {
        JsonNode listed =
                new McpCaller(api, Api.KEY).ask("tools/list", Map.of()).at("/result/tools");

        assertThat(StreamSupport.stream(listed.spliterator(), false)
                        .map(tool -> tool.get("name").asText()))
                .containsExactlyInAnyOrderElementsOf(
                        tools().stream().map(Operation::path).toList());
        assertThat(tools())
                .allSatisfy(tool -> assertThat(camel.getRoute(tool.routeId()))
                        .as(tool.routeId())
                        .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("tools")
    void letInEverySortOfCallerOfTheOwnWorkspaceOnly(Operation tool) {
        for (Caller caller : Caller.values()) {
            assertPasses(tool, caller + " of its own", credential(caller, OWN), true);
            if (caller != Caller.BOOTSTRAP_KEY && tool.reach() != Reach.OWN_WORKSPACE) {
                assertPasses(tool, caller + " of a foreign one", credential(caller, FOREIGN), false);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void askForEveryScope(Operation tool) {
        boolean oneIsEnough = tool.reach() == Reach.SESSION_IN_PATH_BY_PARTY;
        for (Scope scope : tool.scopes()) {
            Set<Scope> without = EnumSet.allOf(Scope.class);
            without.removeAll(oneIsEnough ? tool.scopes() : Set.of(scope));
            assertPasses(tool, "a key without " + scope, api.keyOf(OWN, without.toArray(Scope[]::new)), false);
            assertPasses(tool, "an owner without " + scope, Jwts.of(OWN, "OWNER", words(without)), false);
        }
        assertPasses(tool, "a key with just these", api.keyOf(OWN, tool.scopes().toArray(Scope[]::new)), true);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void refuseAPersonWithoutAWorkspace(Operation tool) {
        assertPasses(tool, "nowhere's owner", Jwts.of(null, "OWNER", null), false);
    }

    private void assertPasses(Operation tool, String who, String credential, boolean passes) {
        McpCaller caller = new McpCaller(api, credential);
        JsonNode result = caller.ask("tools/call", Map.of("name", tool.path(), "arguments", arguments(tool)))
                .get("result");
        String code = result.at("/structuredContent/code").asText("");
        String what = who + " at " + tool.path() + ": " + result;
        if (passes) {
            assertThat(code).as(what).isNotIn(REFUSED).isNotEqualTo("INTERNAL_SERVER_ERROR");
        } else {
            assertThat(REFUSED).as(what).contains(code);
        }
    }

    /** A session that has no picture, and a feed that no policy allows: nothing is opened, nothing waits. */
    private Map<String, Object> arguments(Operation tool) {
        return switch (tool.path()) {
            case "list_sessions" -> Map.of();
            case "open_session" -> Map.of("whepUrl", "gopher://127.0.0.1/");
            case "wait_for_frame" -> Map.of("session_id", session, "wait", "0s");
            default -> Map.of("session_id", session);
        };
    }

    /** With every scope, so that only the sort of caller and its workspace count. */
    private String credential(Caller caller, String workspace) {
        List<Scope> all = Arrays.asList(Scope.values());
        return switch (caller) {
            case KEY -> api.keyOf(workspace, Scope.values());
            case BOOTSTRAP_KEY -> Api.KEY;
            case MANAGER -> Jwts.of(workspace, "OWNER", words(all));
            case VIEWER -> Jwts.of(workspace, "VIEWER", words(all));
        };
    }

    private static String words(Iterable<Scope> scopes) {
        return StreamSupport.stream(scopes.spliterator(), false)
                .map(Scope::wireName)
                .collect(Collectors.joining(" "));
    }
}
