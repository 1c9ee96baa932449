// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workspace that the settings name. What stands in them holds again at every start.
 *
 * @param id how keys, tokens and paths name it
 * @param slug unique name for people: 3 to 40 lowercase letters, digits and hyphens
 * @param name what people call it; null leaves it as it is, which is the slug at first
 * @param roles what it may do, at least one
 * @param spendingLimitMicroUsdc what its sessions may cost together in micro-USDC, 0 for no limit; null for the one that all have
 */
public record ConfiguredWorkspace(
        String id,
        String slug,
        @Nullable String name,
        Set<WorkspaceRole> roles,
        @Nullable Long spendingLimitMicroUsdc) {
    /** The workspace that there always is. */
    public static final String DEFAULT = "default";

    private static final int MAX_ID_LENGTH = 64;

    /** @throws WorkspaceException {@code INVALID_INPUT} naming the first field that is not as described */
    public ConfiguredWorkspace {
        if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw WorkspaceException.field("id", "1 to " + MAX_ID_LENGTH + " characters");
        }
        Limits.slug(slug);
        name = name == null ? null : Limits.name(name);
        if (roles.isEmpty()) {
            throw WorkspaceException.field("roles", "CONSUMER, SUPPLIER or both");
        }
        if (spendingLimitMicroUsdc != null && spendingLimitMicroUsdc < 0) {
            throw WorkspaceException.field("spending-limit-micro-usdc", "0 or more");
        }
        roles = Set.copyOf(roles);
    }
}
