// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.util.Set;

/** Who a request comes from, once its credential was found good. Holds no secret. */
public sealed interface Principal permits ApiKeyPrincipal, JwtPrincipal {

    /** What sort of credential it was. */
    Kind kind();

    /**
     * Id of the one workspace it acts for.
     *
     * @throws NotAuthorizedException {@code workspace:notSelected} for a JWT that names none, or one that there is not
     */
    String workspaceId();

    /** What it may do. */
    Set<Scope> scopes();

    /** Whether it may list, mint and revoke the keys of that workspace. */
    boolean managesKeysOf(String workspaceId);

    /** Who that is, for the record of what it made: the subject of a JWT, {@code bootstrap}, or {@code key:} and a key's id. */
    String identity();

    /** Whether this is the first key, which may act for every workspace where an operation says so. */
    default boolean isBootstrap() {
        return false;
    }

    /**
     * Lets it pass if it acts for a workspace.
     *
     * @throws NotAuthorizedException {@code workspace:notSelected} if not
     */
    default void requireWorkspace() {
        workspaceId();
    }

    /** Whether it may do that. */
    default boolean has(Scope scope) {
        return scopes().contains(scope);
    }

    /**
     * Lets it pass if it may do that.
     *
     * @throws NotAuthorizedException if not, with the detail {@code scope:sessionsRead} and the like
     */
    default void require(Scope scope) {
        if (!has(scope)) {
            throw NotAuthorizedException.scope(scope);
        }
    }

    /** The sorts of credentials. */
    enum Kind {
        /** An API key, used by machines. */
        API_KEY("api_key"),
        /** A JSON Web Token of the configured issuer, used by people; the contract's wallet session has the same rights. */
        JWT("wallet_session");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire: {@code api_key} or {@code wallet_session}. */
        public String wireName() {
            return wireName;
        }
    }
}
