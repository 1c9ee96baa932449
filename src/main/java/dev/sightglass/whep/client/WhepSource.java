// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import org.jspecify.annotations.Nullable;

/**
 * Where a feed comes from: a WHEP endpoint and, unless the URL is the credential, a token. Both mask themselves.
 *
 * @param url the WHEP endpoint
 * @param token sent to the URL's origin only; null if the endpoint wants none
 */
public record WhepSource(WhepUrl url, @Nullable BearerToken token) {

    /**
     * Reads a source from text.
     *
     * @param token null or blank for none
     * @throws WhepException {@code whep:badUrl} or {@code whep:badToken}
     */
    public static WhepSource of(String url, @Nullable String token) {
        return new WhepSource(WhepUrl.parse(url), token == null || token.isBlank() ? null : new BearerToken(token));
    }

    /** The masked URL, for logs. */
    public String label() {
        return url.toString();
    }
}
