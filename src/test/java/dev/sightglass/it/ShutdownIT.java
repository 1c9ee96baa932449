// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SIGTERM while sessions are LIVE, and while one connects. */
@NeedsPeers(Peer.Program.WERIFT)
class ShutdownIT {
    private final Peer peer = Peer.werift("--width", "320", "--height", "180");

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void sigtermDeletesAllWhepSessionsAndEndsInTime() {
        PackagedApplication application = PackagedApplication.onLoopback();
        ApiClient client = application.client();
        String one = client.open(peer.secretWhepUrl(), Map.of("whepToken", Canaries.TOKEN));
        String two = client.open(peer.secretWhepUrl());
        client.awaitState(one, "LIVE");
        client.awaitState(two, "LIVE");
        peer.control(Map.of("silent", true));
        String warming = client.open(peer.secretWhepUrl());
        client.awaitFeed(warming, "answered", feed -> feed.path("epoch").intValue() == 1);

        application.close();

        assertThat(peer.stats().open()).isZero();
        assertThat(peer.stats().deleted()).isEqualTo(peer.stats().created()).isEqualTo(3);
        application.assertKeepsSecrets();
    }

    @Test
    void sigtermEndsInTimeWhileTheServerHangs() {
        PackagedApplication application = PackagedApplication.onLoopback();
        ApiClient client = application.client();
        peer.control(Map.of("hang", true));
        String id = client.open(peer.secretWhepUrl());
        client.awaitFeed(id, "connects", feed -> feed.path("attempts").intValue() >= 1);

        application.close();

        assertThat(peer.stats().open()).isZero();
    }
}
