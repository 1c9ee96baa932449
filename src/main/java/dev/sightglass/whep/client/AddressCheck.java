// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Decides what may be contacted, and where it is. A name is looked up here and nowhere else: who connects, connects to an address that
 * came back from here, so that a name which means another machine a moment later reaches nobody. Asked before every connect for the
 * endpoint, each redirect and each {@code Location}, and for whatever an answer names; may wait for a name service, so it runs on threads
 * of its own.
 */
@FunctionalInterface
public interface AddressCheck {
    /** Refuses nothing that has an address. */
    AddressCheck NONE = uri -> Names.resolve(uri.getHost());

    /**
     * Returns where {@code uri} may be contacted: at least one address, best first.
     *
     * @throws WhepException {@code whep:addressRefused} if nowhere, see {@link WhepException#addressRefused()}; {@code whep:unreachable} if
     *     its name has no address
     */
    List<InetAddress> check(URI uri);

    /**
     * Returns where an ICE server that an answer names may be contacted.
     *
     * @param host as it stands in the URL, an IPv6 address in brackets
     * @throws WhepException as {@link #check}
     */
    default List<InetAddress> checkIceHost(String host) {
        return Names.resolve(host);
    }

    /**
     * Returns if media may be sent to an ICE candidate of an answer. Asked for addresses only, so it looks up no name and does not block.
     *
     * @param address as it stands in a URL, an IPv6 address in brackets
     * @throws WhepException {@code whep:addressRefused} if not
     */
    default void checkCandidate(String address) {}
}
