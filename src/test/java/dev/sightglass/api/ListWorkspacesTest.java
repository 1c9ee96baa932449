// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.access.ApiKeyPrincipal;
import dev.sightglass.access.Environment;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.Principal;
import dev.sightglass.access.Role;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.workspaces.WorkspaceSteps;
import dev.sightglass.testdb.OnH2;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code GET /workspaces}: whose workspaces a caller is shown. */
@ExtendWith(OnH2.class)
class ListWorkspacesTest {
    private final ObjectMapper json = new ObjectMapper();
    private final Workspaces workspaces;

    ListWorkspacesTest(DataSource database) {
        workspaces = Workspaces.stored(database, Clock.systemUTC());
    }

    @BeforeEach
    void addDefault() {
        workspaces.addDefault();
    }

    @Test
    void isTheOneOfTheTokenWithTheRoleInIt() throws Exception {
        JsonNode list = list(new JwtPrincipal("ada", "default", Role.ADMIN, Set.of()));

        assertThat(list).hasSize(1);
        assertThat(list.at("/0/slug").asText()).isEqualTo("default");
        assertThat(list.at("/0/role").asText()).isEqualTo("ADMIN");
    }

    @Test
    void isEmptyForATokenOfNoWorkspace() throws Exception {
        assertThat(list(new JwtPrincipal("ada", null, null, Set.of()))).isEmpty();
    }

    @Test
    void isNotForKeys() {
        Principal key = new ApiKeyPrincipal("default", UUID.randomUUID(), Set.of(), Environment.TEST, true);

        assertThat(catchThrowable(() -> list(key))).hasMessage("NOT_AUTHORIZED caller:notAllowed");
    }

    private JsonNode list(Principal principal) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        ApiExchange.setPrincipal(exchange, principal);
        new WorkspaceSteps(workspaces, new Envelopes(json, Clock.systemUTC()))
                .list()
                .process(exchange);
        return json.readTree(exchange.getMessage().getBody(byte[].class)).get("data");
    }
}
