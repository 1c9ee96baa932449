// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionsByAddressTest {

    private static final InetAddress ONE = address("192.0.2.1");
    private static final InetAddress OTHER = address("192.0.2.2");

    private final ConnectionsByAddress connections = new ConnectionsByAddress(2);

    @Test
    void refusesOneMoreOfTheSameAddress() {
        assertThat(connections.enter(ONE)).isTrue();
        assertThat(connections.enter(ONE)).isTrue();
        assertThat(connections.enter(ONE)).isFalse();
        assertThat(connections.enter(OTHER)).isTrue();
    }

    @Test
    void doesNotCountWhatItRefused() {
        connections.enter(ONE);
        connections.enter(ONE);
        connections.enter(ONE);

        connections.leave(ONE);

        assertThat(connections.enter(ONE)).isTrue();
        assertThat(connections.enter(ONE)).isFalse();
    }

    @Test
    void forgetsAddressesThatHaveNone() {
        connections.enter(ONE);
        connections.enter(OTHER);
        connections.leave(ONE);
        connections.leave(OTHER);

        assertThat(connections.size()).isZero();
    }

    @Test
    void takesTheAddressesOfAnIpv6NetworkForOne() {
        connections.enter(address("2001:db8:1:2::1"));
        connections.enter(address("2001:db8:1:2:ffff::2"));

        assertThat(connections.enter(address("2001:db8:1:2::3"))).isFalse();
        assertThat(connections.enter(address("2001:db8:1:3::1"))).isTrue();
    }

    @Test
    void countsNothingWithoutALimit() {
        ConnectionsByAddress unlimited = new ConnectionsByAddress(0);

        assertThat(unlimited.enter(ONE)).isTrue();
        assertThat(unlimited.size()).isZero();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
