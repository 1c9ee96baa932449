// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.workspace.Workspace;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.access.workspace.Workspaces;
import dev.sightglass.api.sessions.SpendingLimits;
import dev.sightglass.api.sessions.WorkspaceRoles;
import dev.sightglass.consistency.ConsistencyToken;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What sessions ask of workspaces, answered mostly from memory and up to five seconds old. A workspace that there is not has no
 * role, and so can spend nothing.
 */
record WorkspacesOfSessions(Workspaces workspaces) implements WorkspaceRoles, SpendingLimits {

    @Override
    public boolean isConsumer(String workspaceId, @Nullable ConsistencyToken token) {
        return has(workspaceId, token, WorkspaceRole.CONSUMER);
    }

    @Override
    public boolean isSupplier(String workspaceId, @Nullable ConsistencyToken token) {
        return has(workspaceId, token, WorkspaceRole.SUPPLIER);
    }

    @Override
    public OptionalLong of(String workspaceId) {
        Optional<Long> limit = workspaces.recall(workspaceId).map(Workspace::spendingLimitMicroUsdc);
        return limit.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private boolean has(String workspaceId, @Nullable ConsistencyToken token, WorkspaceRole role) {
        return workspaces
                .recall(workspaceId, token)
                .filter(workspace -> workspace.has(role))
                .isPresent();
    }
}
