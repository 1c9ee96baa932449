// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.workspace.WorkspaceRole;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A workspace as the model remembers it. Coverage is a place, of which two are far apart, or none. */
final class ModelWorkspace {
    final String id;
    final Set<WorkspaceRole> roles;
    final Instant createdAt;

    @Nullable Instant onlineSince;

    @Nullable Instant releasedAt;

    @Nullable Integer coveredPlace;

    long lastSequence = -1;

    ModelWorkspace(String id, Set<WorkspaceRole> roles, Instant createdAt) {
        this.id = id;
        this.roles = roles;
        this.createdAt = createdAt;
    }

    boolean isSupplier() {
        return roles.contains(WorkspaceRole.SUPPLIER);
    }

    boolean isConsumer() {
        return roles.contains(WorkspaceRole.CONSUMER);
    }

    boolean isOnline() {
        return onlineSince != null;
    }

    /** Since when it could have had work: it came online, or was released, whichever is later. */
    Instant idleSince() {
        Instant since = onlineSince == null ? createdAt : onlineSince;
        return releasedAt != null && releasedAt.isAfter(since) ? releasedAt : since;
    }
}
