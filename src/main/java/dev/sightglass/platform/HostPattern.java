// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import org.jspecify.annotations.Nullable;

/**
 * A pattern of allowed hosts: any, one, or all below a domain.
 *
 * @param host the host, or the domain below which all match; null for any
 * @param below whether it is the domain
 */
record HostPattern(@Nullable Host host, boolean below) {

    /** @throws IllegalArgumentException if the text is no pattern */
    static HostPattern of(String text) {
        if (text.equals("*")) {
            return new HostPattern(null, false);
        }
        boolean below = text.startsWith("*.");
        try {
            Host host = Host.of(below ? text.substring(2) : text);
            if (!below || host.address() == null) {
                return new HostPattern(host, below);
            }
        } catch (AddressRefusedException e) {
            // Falls through to the sentence for people who configure.
        }
        throw new IllegalArgumentException("allowed-hosts: '" + text
                + "' is neither a host name or address, nor *.domain, nor *; no scheme, port or path belongs here");
    }

    /** Whether that host may be talked to. The dot before the domain makes it end at a label's border. */
    boolean matches(Host candidate) {
        if (host == null) {
            return true;
        }
        return below
                ? candidate.address() == null && candidate.name().endsWith("." + host.name())
                : candidate.equals(host);
    }
}
