// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.Role;
import dev.sightglass.access.Scope;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls the API of the model's world.
 *
 * @param credential what stands behind {@code Bearer}; null for nobody
 * @param workspace for which they act; null for nobody and for strangers
 * @param keyId of a key that can be revoked, or null
 */
record ModelCaller(
        Kind kind,
        @Nullable String credential,
        @Nullable String workspace,
        Set<Scope> scopes,
        @Nullable String keyId) {

    enum Kind {
        NOBODY,
        STRANGER,
        KEY,
        BOOTSTRAP,
        MANAGER,
        VIEWER
    }

    static ModelCaller nobody() {
        return new ModelCaller(Kind.NOBODY, null, null, Set.of(), null);
    }

    static ModelCaller stranger() {
        return new ModelCaller(Kind.STRANGER, "lxxn_test_000000_nobody", null, Set.of(), null);
    }

    static ModelCaller bootstrap() {
        return new ModelCaller(Kind.BOOTSTRAP, Api.KEY, "default", EnumSet.allOf(Scope.class), null);
    }

    static ModelCaller key(String plaintext, String workspace, Set<Scope> scopes, @Nullable String keyId) {
        return new ModelCaller(Kind.KEY, plaintext, workspace, scopes, keyId);
    }

    static ModelCaller jwt(String token, String workspace, Role role) {
        Kind kind = role == Role.VIEWER ? Kind.VIEWER : Kind.MANAGER;
        return new ModelCaller(kind, token, workspace, role.scopes(), null);
    }

    boolean managesKeys() {
        return kind == Kind.BOOTSTRAP || kind == Kind.MANAGER;
    }

    /** Nothing that would let somebody in. */
    @Override
    public String toString() {
        return kind + (workspace == null ? "" : " of " + workspace);
    }
}
