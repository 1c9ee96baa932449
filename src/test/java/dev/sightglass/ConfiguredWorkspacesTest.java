// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.access.workspace.NewWorkspace;
import dev.sightglass.access.workspace.Workspace;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.platform.SettingException;
import dev.sightglass.platform.WorkspaceSettings;
import dev.sightglass.testdb.OnH2;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The workspaces of the settings, by the names of the manual. */
@ExtendWith(OnH2.class)
class ConfiguredWorkspacesTest {
    private final Workspaces workspaces;

    ConfiguredWorkspacesTest(DataSource database) {
        workspaces = Workspaces.stored(database, Clock.systemUTC());
    }

    private void install(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("sightglass.workspaces[0]." + namesAndValues[i], namesAndValues[i + 1]);
        }
        WorkspaceSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("sightglass", WorkspaceSettings.class);
        new ConfiguredWorkspaces(bound).install(workspaces);
    }

    @Test
    void thereIsADefaultThatMayDoBoth() {
        install();

        Workspace found = workspaces.find("default");
        assertThat(found.slug()).isEqualTo("default");
        assertThat(found.roles()).containsExactlyInAnyOrder(WorkspaceRole.values());
        assertThat(found.spendingLimitMicroUsdc()).isNull();
    }

    @Test
    void aSlugIsAnIdToo() {
        install("slug", "harbour", "roles[0]", "SUPPLIER", "spending-limit-micro-usdc", "5000000");

        Workspace found = workspaces.find("harbour");
        assertThat(found.slug()).isEqualTo("harbour");
        assertThat(found.name()).isEqualTo("harbour");
        assertThat(found.roles()).containsExactly(WorkspaceRole.SUPPLIER);
        assertThat(found.spendingLimitMicroUsdc()).isEqualTo(5_000_000);
    }

    @Test
    void bothMayBeGiven() {
        install("id", "7b0c9a52-5a1d-4a43-9f0e-0d2f4a1b3c5d", "slug", "harbour", "name", "Harbour");

        Workspace found = workspaces.find("7b0c9a52-5a1d-4a43-9f0e-0d2f4a1b3c5d");
        assertThat(found.slug()).isEqualTo("harbour");
        assertThat(found.roles()).containsExactlyInAnyOrder(WorkspaceRole.values());
    }

    @Test
    void aLaterStartBringsOneUpToDate() {
        install("slug", "harbour", "roles[0]", "SUPPLIER", "spending-limit-micro-usdc", "1");

        install("slug", "harbour", "name", "Harbour", "roles[0]", "CONSUMER");

        Workspace found = workspaces.find("harbour");
        assertThat(found.name()).isEqualTo("Harbour");
        assertThat(found.roles()).containsExactly(WorkspaceRole.CONSUMER);
        assertThat(found.spendingLimitMicroUsdc()).isNull();
    }

    @Test
    void theDefaultCanBeConfiguredAndStaysSo() {
        install("id", "default", "roles[0]", "CONSUMER");
        install();

        assertThat(workspaces.find("default").roles()).containsExactly(WorkspaceRole.CONSUMER);
    }

    @ParameterizedTest
    @CsvSource({
        "name, Harbour, needs an id or a slug",
        "slug, Harbour, workspace:slug",
        "slug, ab, workspace:slug",
        "id, Harbour 1, workspace:slug"
    })
    void aWrongOneIsNamed(String setting, String value, String problem) {
        assertThatThrownBy(() -> install(setting, value))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("sightglass.workspaces[0]")
                .hasMessageContaining(problem);
    }

    @Test
    void anUnknownRoleIsNamed() {
        assertThatThrownBy(() -> install("slug", "harbour", "roles[0]", "OWNER"))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("sightglass.workspaces[0].roles");
    }

    @Test
    void aSlugOfAnotherIsNamed() {
        workspaces.create(new NewWorkspace("harbour", "Harbour", Set.of(WorkspaceRole.CONSUMER)));

        assertThatThrownBy(() -> install("slug", "harbour"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("workspace:slugTaken");
    }
}
