// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import dev.sightglass.consistency.ConsistencyToken;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request. Safe for concurrent use. */
public final class Authenticator {
    private final ApiKeys keys;
    private final JwtVerifier jwts;

    /** Makes one that knows those keys, and those who come with a JWT. */
    public Authenticator(ApiKeys keys, JwtVerifier jwts) {
        this.keys = keys;
        this.jwts = jwts;
    }

    /** As {@link #authenticate(String, ConsistencyToken)}, by what was known in the last seconds. */
    public Principal authenticate(@Nullable String authorization) {
        return authenticate(authorization, null);
    }

    /**
     * The sender, from the value of the {@code Authorization} header (null: the request has none).
     *
     * @param token a moment before which nothing that was read counts, or null for the last seconds
     * @throws NotAuthenticatedException {@code NOT_AUTHENTICATED} without a value; {@code MISSING_TOKEN} if there is nothing behind
     *     {@code Bearer}; {@code INVALID_TOKEN} if it is not {@code Bearer} and one token, or a token of nobody;
     *     {@code INVALID_API_KEY} if such a token begins as our keys do; {@code REVOKED_API_KEY}
     */
    public Principal authenticate(@Nullable String authorization, @Nullable ConsistencyToken token) {
        String credential = Bearer.token(authorization);
        if (JwtVerifier.looksLikeJwt(credential)) {
            return jwts.verify(credential, token);
        }
        return keys.authenticate(credential, token)
                .orElseThrow(() -> NotAuthenticatedException.unknown(KeyFormat.looksLikeKey(credential)));
    }
}
