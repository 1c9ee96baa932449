// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.access.ApiKeyPrincipal;
import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.Principal;
import java.util.Set;

/** The sorts of callers that the table of operations tells apart. */
public enum Caller {
    /** An ordinary API key. */
    KEY,
    /** The first key. */
    BOOTSTRAP_KEY,
    /** A JWT with the role of owner or administrator. */
    MANAGER,
    /** Any other JWT. */
    VIEWER;

    /** Everybody who is somebody. */
    static final Set<Caller> ALL = Set.of(values());

    /** Who makes workspaces. */
    static final Set<Caller> FIRST_KEY = Set.of(BOOTSTRAP_KEY);

    /** Who manages keys. */
    static final Set<Caller> MANAGING = Set.of(BOOTSTRAP_KEY, MANAGER);

    /** Who comes with a JWT. */
    static final Set<Caller> PEOPLE = Set.of(MANAGER, VIEWER);

    static Caller of(Principal principal) {
        if (principal instanceof JwtPrincipal jwt) {
            return jwt.role() != null && jwt.role().managesKeys() ? MANAGER : VIEWER;
        }
        return principal instanceof ApiKeyPrincipal key && key.isBootstrap() ? BOOTSTRAP_KEY : KEY;
    }
}
