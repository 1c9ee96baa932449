// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What somebody is in a workspace; comes in a claim of a JWT. */
public enum Role {
    /** May do everything, keys included. */
    OWNER(Set.of(Scope.values())),
    /** The same, without owning it. */
    ADMIN(Set.of(Scope.values())),
    /** May look. */
    VIEWER(Set.of(Scope.SESSIONS_READ, Scope.PRICING_READ, Scope.WALLET_READ));

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    /** The scopes of a token that names none itself. */
    public Set<Scope> scopes() {
        return scopes;
    }

    /** Whether it may list, mint and revoke keys of its workspace. */
    public boolean managesKeys() {
        return this != VIEWER;
    }

    /** The role of that name, or empty when there is none; case matters. */
    public static Optional<Role> of(String name) {
        return Arrays.stream(values()).filter(role -> role.name().equals(name)).findFirst();
    }
}
