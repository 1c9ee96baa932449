// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The system's name service. */
final class Names {
    private Names() {}

    /**
     * Looks a host up; of an address this only reads it.
     *
     * @param host as it stands in a URL, an IPv6 address in brackets
     * @throws WhepException {@code whep:unreachable} if it has no address
     */
    static List<InetAddress> resolve(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            // Not as the cause: its message repeats the host.
            throw WhepException.of(WhepFailure.UNREACHABLE);
        }
    }
}
