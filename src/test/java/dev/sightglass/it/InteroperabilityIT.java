// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InteroperabilityIT {
    private final Peer peer = Peer.werift();

    @AfterAll
    void stop() {
        peer.close();
    }

    @Test
    void showsAFeed(ApiClient client) {
        String id = client.open(peer.secretWhepUrl());
        client.awaitState(id, "LIVE");
        Sighting s = client.awaitPicture(id);
        assertThat(s.age()).isPositive();
        s.assertBars(6);
        assertThat(client.end(id).status()).isEqualTo(200);
    }
}
