// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Set;
import java.util.UUID;

/**
 * Who comes with an API key.
 *
 * @param workspaceId the one workspace it acts for
 * @param keyId id of the API key
 * @param scopes what it may do
 * @param environment which world the key is for
 * @param isBootstrap whether it is the first key
 */
public record ApiKeyPrincipal(
        String workspaceId, UUID keyId, Set<Scope> scopes, Environment environment, boolean isBootstrap)
        implements Principal {

    /** Takes its own copy of the scopes. */
    public ApiKeyPrincipal {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public Kind kind() {
        return Kind.API_KEY;
    }

    /** Only the first key, and that for every workspace. */
    @Override
    public boolean managesKeysOf(String ofWorkspaceId) {
        return isBootstrap;
    }

    @Override
    public String identity() {
        return isBootstrap ? BootstrapKey.IDENTITY : "key:" + keyId;
    }
}
