// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import org.jspecify.annotations.Nullable;

/**
 * A STUN or TURN server that the WHEP endpoint recommends (RFC 9725 section 4.6).
 *
 * @param url {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:}
 * @param username for TURN; null if none
 * @param credential for TURN; null if none
 */
public record IceServer(
        String url, @Nullable String username, @Nullable String credential) {

    /** The URL only: the credential is a secret. */
    @Override
    public String toString() {
        return "IceServer[" + url + "]";
    }
}
