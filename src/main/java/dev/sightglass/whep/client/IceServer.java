// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A STUN or TURN server that the WHEP endpoint recommends (RFC 9725 section 4.6).
 *
 * @param url {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:}
 * @param username for TURN; null if none
 * @param credential for TURN; null if none
 * @param tlsName the name that the server's certificate has to bear, where the URL has an address in its place; else null
 */
public record IceServer(
        String url,
        @Nullable String username,
        @Nullable String credential,
        @Nullable String tlsName) {

    /** The same at an address: libwebrtc would look the name up by itself, and may find another machine. */
    IceServer at(InetAddress address) {
        String host = host();
        String literal = address.getHostAddress();
        String at = address instanceof Inet6Address ? "[" + literal + "]" : literal;
        int start = url.indexOf(':') + 1;
        return new IceServer(
                url.substring(0, start) + at + url.substring(start + host.length()),
                username,
                credential,
                host.equals(at) ? null : host);
    }

    /** Host of the URL, an IPv6 address in its brackets (RFC 7064 section 3.1, RFC 7065 section 3.1). */
    String host() {
        String rest = url.substring(url.indexOf(':') + 1);
        int query = rest.indexOf('?');
        String authority = query < 0 ? rest : rest.substring(0, query);
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return end <= 0 ? authority : authority.substring(0, end);
    }

    /** The URL only: the credential is a secret. */
    @Override
    public String toString() {
        return "IceServer[" + url + "]";
    }
}
