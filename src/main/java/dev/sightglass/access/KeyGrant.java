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
 * @param createdBy who makes it, {@link Principal#identity}
 * @param isBootstrap whether it is the first key, which manages others
 */
public record KeyGrant(
        String workspaceId,
        String label,
        Environment environment,
        Set<Scope> scopes,
        String createdBy,
        boolean isBootstrap) {
    /** Takes its own copy of the scopes. */
    public KeyGrant {
        scopes = Set.copyOf(scopes);
    }

    /** An ordinary key that we make ourselves, without anybody's asking. */
    public KeyGrant(String workspaceId, String label, Environment environment, Set<Scope> scopes) {
        this(workspaceId, label, environment, scopes, BootstrapKey.IDENTITY, false);
    }
}
