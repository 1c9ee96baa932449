// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import dev.sightglass.access.JwtPrincipal;
import dev.sightglass.access.KnownWorkspaces;
import dev.sightglass.access.Role;
import dev.sightglass.access.Scope;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.platform.JwtSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads the principal out of a good token, from the claims that the settings name. What is not understood gives nothing. */
final class JwtClaims {
    private final JwtSettings names;
    private final KnownWorkspaces workspaces;

    JwtClaims(JwtSettings names, KnownWorkspaces workspaces) {
        this.names = names;
        this.workspaces = workspaces;
    }

    JwtPrincipal principal(Jwt jwt, @Nullable ConsistencyToken consistency) {
        Role role = Role.of(text(jwt, names.roleClaim())).orElse(null);
        return new JwtPrincipal(jwt.getSubject(), workspace(jwt, consistency), role, scopes(jwt, role));
    }

    /** Whether the token names a workspace that there is not, or not yet. */
    boolean namesUnknownWorkspace(Jwt jwt, JwtPrincipal principal) {
        return principal.selectedWorkspaceId() == null
                && !text(jwt, names.workspaceClaim()).isEmpty();
    }

    private @Nullable String workspace(Jwt jwt, @Nullable ConsistencyToken consistency) {
        String id = text(jwt, names.workspaceClaim());
        return id.isEmpty()
                ? null
                : workspaces.find(id, consistency).map(KnownWorkspaces.Name::id).orElse(null);
    }

    /** RFC 8693 section 4.2 has one text with blanks; others send a list. A token that names scopes has no others by its role. */
    private Set<Scope> scopes(Jwt jwt, @Nullable Role role) {
        Object claim = jwt.getClaims().get(names.scopeClaim());
        if (claim == null) {
            return role == null ? Set.of() : role.scopes();
        }
        Stream<String> words = claim instanceof Collection<?> list
                ? list.stream().map(String::valueOf)
                : Arrays.stream(String.valueOf(claim).split(" "));
        return words.flatMap(word -> Scope.of(word).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static String text(Jwt jwt, String name) {
        return jwt.getClaims().get(name) instanceof String text ? text : "";
    }
}
