// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many connections each client address has, so that none has all. Safe for concurrent use. */
final class ConnectionsByAddress {

    /** Bytes. Whoever has an IPv6 address has all 2^64 of its network (RFC 4291 section 2.5.1). */
    private static final int NETWORK = 8;

    private final int most;
    private final ConcurrentMap<ByteBuffer, Integer> counts = new ConcurrentHashMap<>();

    /** @param most connections of one address; 0 for no limit */
    ConnectionsByAddress(int most) {
        this.most = most;
    }

    /** Counts one more connection of an address, unless it has as many as it may. */
    boolean enter(InetAddress from) {
        if (most == 0) {
            return true;
        }
        ByteBuffer key = key(from);
        if (counts.merge(key, 1, Integer::sum) <= most) {
            return true;
        }
        less(key);
        return false;
    }

    /** One connection that was counted is gone. */
    void leave(InetAddress from) {
        if (most > 0) {
            less(key(from));
        }
    }

    /** Addresses that have any. */
    int size() {
        return counts.size();
    }

    private void less(ByteBuffer key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    private static ByteBuffer key(InetAddress from) {
        byte[] address = from.getAddress();
        return ByteBuffer.wrap(address.length <= NETWORK ? address : Arrays.copyOf(address, NETWORK));
    }
}
