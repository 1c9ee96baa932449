// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.client.AddressCheck;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.testing.Reply;
import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.WhepBench;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** STUN servers that an answer names, played by a UDP socket. */
class IceServersIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestWhepServer server;
    private DatagramSocket stun;

    /** Its own thread: on a small machine the common pool has one, which java.net.http of JDK 25 needs. */
    private final ExecutorService waiting = Executors.newSingleThreadExecutor();

    @BeforeEach
    void start() throws Exception {
        server = new TestWhepServer();
        stun = new DatagramSocket(0, ownAddress());
        server.reply(Reply.ANSWER.with(
                "Link",
                "<stun:" + stun.getLocalAddress().getHostAddress() + ":" + stun.getLocalPort()
                        + ">; rel=\"ice-server\""));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        stun.close();
        waiting.shutdownNow();
    }

    @Test
    void areAskedAtOnceWhenTheOfferDidNotWaitForCandidates() throws Exception {
        try (WhepBench bench = new WhepBench("iceGatheringTimeout=0")) {
            bench.subscribe("s1", server.url());

            assertThat(asked()).succeedsWithin(SOON).isEqualTo(true);
            await().atMost(SOON).until(() -> !bench.frames().isEmpty());
        }
    }

    @Test
    void areAskedFromTheNextConnectionOnWhenItDid() throws Exception {
        try (WhepBench bench = new WhepBench("stallTimeout=500&reconnectMinDelay=100")) {
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> !bench.frames().isEmpty());

            server.hangUp();

            assertThat(asked()).succeedsWithin(SOON).isEqualTo(true);
        }
    }

    @Test
    void areNotAskedWhereTheAddressRulesRefuseThem() throws Exception {
        AddressCheck noIceServers = new AddressCheck() {
            @Override
            public List<InetAddress> check(URI uri) {
                return AddressCheck.NONE.check(uri);
            }

            @Override
            public List<InetAddress> checkIceHost(String host) {
                throw WhepException.addressRefused();
            }
        };
        try (WhepBench bench =
                new WhepBench("iceGatheringTimeout=0", component -> component.setAddressCheck(noIceServers))) {
            CompletableFuture<Boolean> asked = asked();
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> !bench.frames().isEmpty());

            // Gathering asks within milliseconds of the answer, and this frame came after it.
            assertThat(asked).isNotDone();
            assertThatThrownBy(() -> asked.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
    }

    /** Completes with whether the first datagram is a STUN binding request (RFC 8489 section 5). */
    private CompletableFuture<Boolean> asked() {
        return CompletableFuture.supplyAsync(
                () -> {
                    byte[] bytes = new byte[1500];
                    try {
                        stun.receive(new DatagramPacket(bytes, bytes.length));
                    } catch (java.io.IOException closed) {
                        return false;
                    }
                    return bytes[0] == 0 && bytes[1] == 1 && bytes[4] == 0x21 && bytes[5] == 0x12;
                },
                waiting);
    }

    private static InetAddress ownAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .filter(device -> !device.getName().equals("lo"))
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseThrow();
    }
}
