// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as it is now.
 *
 * @param id a UUID, or any text where the settings say so
 * @param slug unique name for people
 * @param name what people call it
 * @param roles what it may do, at least one
 * @param spendingLimitMicroUsdc what its sessions may cost together in micro-USDC, 0 for no limit; null for the one that all have
 * @param availability BUSY while a session engages it, otherwise what it was set to
 * @param coverage where it takes assignments
 * @param deviceKind what it films with, or null if nobody said
 * @param lastSeenAt when its newest heartbeat came, or null before the first
 * @param createdAt when it was made
 * @param deletedAt when it was deleted, or null
 */
public record Workspace(
        String id,
        String slug,
        String name,
        Set<WorkspaceRole> roles,
        @Nullable Long spendingLimitMicroUsdc,
        Availability availability,
        Coverage coverage,
        @Nullable DeviceKind deviceKind,
        @Nullable Instant lastSeenAt,
        Instant createdAt,
        @Nullable Instant deletedAt) {
    /** Takes its own copy of the roles. */
    public Workspace {
        roles = Set.copyOf(roles);
    }

    /** Whether it has that role. */
    public boolean has(WorkspaceRole role) {
        return roles.contains(role);
    }
}
