// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Set;
import java.util.UUID;

/**
 * Who a request comes from, once its credential was found good. Holds no secret.
 *
 * @param kind what sort of credential it was
 * @param workspaceId the one workspace it acts for
 * @param keyId id of the API key
 * @param scopes what it may do
 * @param environment which world the key is for
 */
public record Principal(Kind kind, String workspaceId, UUID keyId, Set<Scope> scopes, Environment environment) {

    /** The sorts of credentials. */
    public enum Kind {
        /** An API key, used by machines. */
        API_KEY("api_key");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire: {@code api_key}. */
        public String wireName() {
            return wireName;
        }
    }

    /** Takes its own copy of the scopes. */
    public Principal {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it may do that. */
    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    /**
     * Lets it pass if it may do that.
     *
     * @throws NotAuthorizedException if not, with the detail {@code scope:} and the scope's wire name
     */
    public void require(Scope scope) {
        if (!has(scope)) {
            throw NotAuthorizedException.scope(scope);
        }
    }
}
