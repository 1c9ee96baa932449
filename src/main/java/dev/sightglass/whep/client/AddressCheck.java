// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.URI;

/**
 * Decides whether a URL may be contacted. Asked before every connect for the endpoint, each redirect, each {@code Location} and each ICE server; may
 * resolve names, so it runs on threads of its own.
 */
@FunctionalInterface
public interface AddressCheck {
    /** Refuses nothing. */
    AddressCheck NONE = uri -> {};

    /**
     * Returns if {@code uri} may be contacted.
     *
     * @throws WhepException {@code whep:addressRefused} if not; see {@link WhepException#addressRefused()}
     */
    void check(URI uri);

    /**
     * Returns if an ICE server that an answer names may be contacted at {@code host}.
     *
     * @param host as it stands in the URL, an IPv6 address in brackets
     * @throws WhepException {@code whep:addressRefused} if not
     */
    default void checkIceHost(String host) {}
}
