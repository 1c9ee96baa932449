// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who comes with a JSON Web Token.
 *
 * @param subject whom the issuer means, its {@code sub}
 * @param selectedWorkspaceId the workspace that the token names, if there is such a one; else null
 * @param role what the subject is in it; null if the token names none
 * @param scopes what it may do
 */
public record JwtPrincipal(
        String subject,
        @Nullable String selectedWorkspaceId,
        @Nullable Role role,
        Set<Scope> scopes) implements Principal {

    /** Takes its own copy of the scopes. */
    public JwtPrincipal {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public Kind kind() {
        return Kind.JWT;
    }

    @Override
    public String workspaceId() {
        return Optional.ofNullable(selectedWorkspaceId).orElseThrow(NotAuthorizedException::noWorkspace);
    }

    /** Owners and administrators, and only of their own workspace. */
    @Override
    public boolean managesKeysOf(String workspaceId) {
        return role != null && role.managesKeys() && workspaceId.equals(selectedWorkspaceId);
    }

    @Override
    public String identity() {
        return subject;
    }
}
