// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sightglass.access.workspace.DeviceKind;
import dev.sightglass.access.workspace.Workspace;
import dev.sightglass.api.Timestamps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace on the wire (contract section 3). Without a chain nobody has a wallet: the two addresses are the zero address,
 * which a client that cuts, compares or checks addresses survives, as it would not survive a null.
 */
record WorkspaceView(
        String id,
        String slug,
        String name,
        String walletAddress,
        List<String> roles,
        String availabilityState,
        @Nullable Double coverageLat,
        @Nullable Double coverageLng,
        @Nullable Double coverageRadiusMeters,
        @Nullable String deviceKind,
        @Nullable String lastSeenAt,
        String createdAt,
        String createdByWallet,
        @Nullable String deletedAt) {
    private static final String NO_WALLET = "0x" + "0".repeat(40);

    static WorkspaceView of(Workspace workspace) {
        DeviceKind kind = workspace.deviceKind();
        return new WorkspaceView(
                workspace.id(),
                workspace.slug(),
                workspace.name(),
                NO_WALLET,
                workspace.roles().stream().sorted().map(Enum::name).toList(),
                workspace.availability().name(),
                workspace.coverage().lat(),
                workspace.coverage().lng(),
                workspace.coverage().radiusMeters(),
                kind == null ? null : kind.name(),
                Timestamps.textOrNull(workspace.lastSeenAt()),
                Timestamps.text(workspace.createdAt()),
                NO_WALLET,
                Timestamps.textOrNull(workspace.deletedAt()));
    }

    /** A workspace just made. */
    record Created(
            @JsonUnwrapped WorkspaceView workspace,
            @Nullable String consistencyToken) {}

    /** A workspace with what the caller is in it: OWNER, ADMIN or VIEWER, or null where the token does not say. */
    record Listed(
            @JsonUnwrapped WorkspaceView workspace,
            @Nullable String role) {}
}
