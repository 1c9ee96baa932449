// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Set;

/**
 * What a new API key is to be for.
 *
 * @param workspaceId the workspace it acts for
 * @param label what people call it
 * @param environment which world it is for
 * @param scopes what it may do
 */
public record KeyGrant(String workspaceId, String label, Environment environment, Set<Scope> scopes) {
    /** Takes its own copy of the scopes. */
    public KeyGrant {
        scopes = Set.copyOf(scopes);
    }
}
