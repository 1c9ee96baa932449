// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses of the public Internet, by the IANA special-purpose registries (RFC 6890). Of IPv6 only 2000::/3 is global
 * unicast; whatever else there is, IPv4 in disguise included, is out without being listed.
 */
final class PublicInternet {
    private static final List<Block> IPV4_OUT = blocks(
            "0.0.0.0/8", // this host
            "10.0.0.0/8", // private, RFC 1918
            "100.64.0.0/10", // carrier-grade NAT, RFC 6598
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // Azure's metadata and host services, on an address that looks public
            "169.254.0.0/16", // link-local, RFC 3927; most clouds' metadata
            "172.16.0.0/12", // private, RFC 1918
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "192.168.0.0/16", // private, RFC 1918
            "198.18.0.0/15", // benchmarks, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final List<Block> IPV6_IN = blocks("2000::/3");
    private static final List<Block> IPV6_OUT = blocks(
            "2001::/23", // protocol assignments, RFC 2928: Teredo, benchmarks, ORCHID
            "2001:db8::/32", // documentation, RFC 3849
            "2002::/16", // 6to4, RFC 3056: wraps an IPv4 address
            "3fff::/20"); // documentation, RFC 9637

    private PublicInternet() {}

    /** Whether an address is one of the public Internet, where asking it can't reach into anybody's private network. */
    static boolean contains(InetAddress address) {
        byte[] bits = address.getAddress();
        if (bits.length == 4) {
            return IPV4_OUT.stream().noneMatch(block -> block.contains(bits));
        }
        return IPV6_IN.stream().anyMatch(block -> block.contains(bits))
                && IPV6_OUT.stream().noneMatch(block -> block.contains(bits));
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    /** All addresses that share their first {@code length} bits with {@code base}. */
    private static final class Block {
        private final byte[] base;
        private final int length;

        private Block(byte[] base, int length) {
            this.base = base;
            this.length = length;
        }

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                byte[] base = InetAddress.getByName(text.substring(0, slash)).getAddress();
                return new Block(base, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("not an address block: " + text, e);
            }
        }

        boolean contains(byte[] bits) {
            for (int i = 0; i < length; i++) {
                int mask = 0x80 >> (i % 8);
                if ((bits[i / 8] & mask) != (base[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
