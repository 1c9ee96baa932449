// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import org.jspecify.annotations.Nullable;

/** Finds out who sent a request. Safe for concurrent use. */
public final class Authenticator {
    private final ApiKeys keys;

    /** Makes one that knows those keys. */
    public Authenticator(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * The sender, from the value of the {@code Authorization} header (null: the request has none).
     *
     * @throws NotAuthenticatedException {@code NOT_AUTHENTICATED} without a value; {@code INVALID_TOKEN} if it is not
     *     {@code Bearer} and one token, or a token of nobody; {@code INVALID_API_KEY} if such a token begins as our keys do
     */
    public Principal authenticate(@Nullable String authorization) {
        String token = Bearer.token(authorization);
        return keys.authenticate(token)
                .orElseThrow(() -> NotAuthenticatedException.unknown(KeyFormat.looksLikeKey(token)));
    }
}
