// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import dev.sightglass.consistency.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/** Finds out whose a JSON Web Token is. Safe for concurrent use; may wait some seconds for the issuer's keys. */
@FunctionalInterface
public interface JwtVerifier {

    /**
     * Whom the issuer made the token for.
     *
     * @param consistency a moment before which nothing that was read counts, or null for the last seconds
     * @throws NotAuthenticatedException {@code INVALID_TOKEN} if it is not good
     * @throws dev.sightglass.platform.ContractException {@code UNAVAILABLE} if that cannot be said, for want of the issuer's keys
     */
    JwtPrincipal verify(String token, @Nullable ConsistencyToken consistency);

    /** As {@link #verify(String, ConsistencyToken)}, by what was known in the last seconds. */
    default JwtPrincipal verify(String token) {
        return verify(token, null);
    }

    /** Where no issuer is configured: every token is nobody's. */
    static JwtVerifier none() {
        return (token, consistency) -> {
            throw NotAuthenticatedException.unknown(false);
        };
    }

    /** Whether a token means to be a JWT (RFC 7519), not a key: a header in base64url, which begins {@code {"}, and a dot. */
    static boolean looksLikeJwt(String token) {
        return token.startsWith("eyJ") && token.indexOf('.') > 0;
    }
}
