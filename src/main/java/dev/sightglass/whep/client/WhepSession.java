// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP resource that an accepted offer made; DELETE ends it, PATCH goes there too. Masks itself.
 *
 * @param url the WHEP session URL, from {@code Location}
 * @param token the bearer for it; null if none, or if the URL is of another origin than the endpoint
 * @param etag the entity tag of its ICE session, for a later PATCH; null if the server sent none
 * @param takesCandidates false if its {@code Accept-Patch} (RFC 5789 section 3.1) leaves out the type of late candidates
 */
public record WhepSession(
        URI url, @Nullable BearerToken token, @Nullable String etag, boolean takesCandidates) {

    /** The host and a short hash. */
    @Override
    public String toString() {
        return "WhepSession[" + url.getHost() + "/" + Fingerprint.of(url.toString()) + "]";
    }
}
