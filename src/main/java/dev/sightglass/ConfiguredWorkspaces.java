// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.workspace.ConfiguredWorkspace;
import dev.sightglass.access.workspace.WorkspaceException;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.platform.SettingException;
import dev.sightglass.platform.WorkspaceSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees to it at the start that there is {@code default} and every workspace of {@code sightglass.workspaces}. */
final class ConfiguredWorkspaces {
    private final WorkspaceSettings settings;

    ConfiguredWorkspaces(WorkspaceSettings settings) {
        this.settings = settings;
    }

    /** @throws SettingException naming the entry that makes no sense */
    void install(Workspaces workspaces) {
        workspaces.addDefault();
        List<WorkspaceSettings.Entry> entries = settings.workspaces();
        for (int index = 0; index < entries.size(); index++) {
            String setting = "sightglass.workspaces[" + index + "]";
            try {
                workspaces.configure(configured(setting, entries.get(index)));
            } catch (WorkspaceException e) {
                throw new SettingException(
                        setting, "is refused: " + e.detail() + (e.hint() == null ? "" : ", " + e.hint()));
            }
        }
    }

    private static ConfiguredWorkspace configured(String setting, WorkspaceSettings.Entry entry) {
        String id = either(setting, entry.id(), entry.slug());
        String slug = either(setting, entry.slug(), entry.id());
        return new ConfiguredWorkspace(
                id, slug, entry.name(), roles(setting, entry.roles()), entry.spendingLimitMicroUsdc());
    }

    private static String either(String setting, @Nullable String wanted, @Nullable String other) {
        if (wanted != null) {
            return wanted;
        }
        if (other == null) {
            throw new SettingException(setting, "needs an id or a slug");
        }
        return other;
    }

    private static Set<WorkspaceRole> roles(String setting, List<String> names) {
        Set<WorkspaceRole> roles = EnumSet.noneOf(WorkspaceRole.class);
        for (String name : names) {
            try {
                roles.add(WorkspaceRole.valueOf(name));
            } catch (IllegalArgumentException e) {
                throw new SettingException(setting + ".roles", "may hold CONSUMER and SUPPLIER, nothing else");
            }
        }
        return roles;
    }
}
