// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.util.Set;

/**
 * The wish for a workspace.
 *
 * @param slug unique name for people: 3 to 40 lowercase letters, digits and hyphens
 * @param name what people call it: 1 to 80 characters, blanks around it are dropped
 * @param roles what it may do, at least one
 */
public record NewWorkspace(String slug, String name, Set<WorkspaceRole> roles) {
    /** @throws WorkspaceException {@code INVALID_INPUT} naming the first field that is not as described */
    public NewWorkspace {
        Limits.slug(slug);
        name = Limits.name(name);
        if (roles.isEmpty()) {
            throw WorkspaceException.field("roles", "CONSUMER, SUPPLIER or both");
        }
        roles = Set.copyOf(roles);
    }
}
