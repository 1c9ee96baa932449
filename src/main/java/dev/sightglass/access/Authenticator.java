// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

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

    /**
     * The sender, from the value of the {@code Authorization} header (null: the request has none).
     *
     * @throws NotAuthenticatedException {@code NOT_AUTHENTICATED} without a value; {@code MISSING_TOKEN} if there is nothing behind
     *     {@code Bearer}; {@code INVALID_TOKEN} if it is not {@code Bearer} and one token, or a token of nobody;
     *     {@code INVALID_API_KEY} if such a token begins as our keys do; {@code REVOKED_API_KEY}
     */
    public Principal authenticate(@Nullable String authorization) {
        String token = Bearer.token(authorization);
        if (JwtVerifier.looksLikeJwt(token)) {
            return jwts.verify(token);
        }
        return keys.authenticate(token)
                .orElseThrow(() -> NotAuthenticatedException.unknown(KeyFormat.looksLikeKey(token)));
    }
}
