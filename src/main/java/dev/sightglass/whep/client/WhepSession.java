// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP resource that an accepted offer made; DELETE ends it. Masks itself.
 *
 * @param url the WHEP session URL, from {@code Location}
 * @param token the bearer for it; null if none, or if the URL is of another origin than the endpoint
 * @param etag the entity tag of its ICE session, for a later PATCH; null if the server sent none
 */
public record WhepSession(
        URI url, @Nullable BearerToken token, @Nullable String etag) {

    /** The host and a short hash. */
    @Override
    public String toString() {
        return "WhepSession[" + url.getHost() + "/" + Fingerprint.of(url.toString()) + "]";
    }
}
