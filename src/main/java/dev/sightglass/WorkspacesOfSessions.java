// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.workspace.Workspace;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.sessions.SpendingLimits;
import dev.sightglass.api.sessions.WorkspaceRoles;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What sessions ask of workspaces, answered mostly from memory and up to five seconds old. A workspace that there is not has no
 * role, and so can spend nothing.
 */
record WorkspacesOfSessions(Workspaces workspaces) implements WorkspaceRoles, SpendingLimits {

    @Override
    public boolean isConsumer(String workspaceId) {
        return has(workspaceId, WorkspaceRole.CONSUMER);
    }

    @Override
    public boolean isSupplier(String workspaceId) {
        return has(workspaceId, WorkspaceRole.SUPPLIER);
    }

    @Override
    public OptionalLong of(String workspaceId) {
        Optional<Long> limit = workspaces.recall(workspaceId).map(Workspace::spendingLimitMicroUsdc);
        return limit.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private boolean has(String workspaceId, WorkspaceRole role) {
        return workspaces
                .recall(workspaceId)
                .filter(workspace -> workspace.has(role))
                .isPresent();
    }
}
