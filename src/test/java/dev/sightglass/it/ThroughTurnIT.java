// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A feed whose server hears nobody but a relay, which its answers name. */
@NeedsPeers(Peer.Program.WERIFT_BEHIND_TURN)
class ThroughTurnIT {
    private Peer peer;
    private TurnServer turn;

    @BeforeEach
    void start() {
        turn = new TurnServer();
        peer = Peer.werift("--width", "320", "--height", "180");
        peer.control(Map.of("link", List.of(turn.link()), "onlyFromPorts", TurnServer.RELAY_PORTS));
    }

    @AfterEach
    void stop() {
        peer.close();
        turn.close();
    }

    /** Without waiting the relay is found after the answer that names it; else it is for the next connection. */
    @ParameterizedTest
    @ValueSource(strings = {"0ms", "100ms"})
    void isSeen(String gathering) {
        try (PackagedApplication application = PackagedApplication.onLoopback(
                "--sightglass.ingest.ice-gathering-timeout=" + gathering, "--sightglass.ingest.media-timeout=3s")) {
            ApiClient client = application.client();
            String id = client.open(peer.secretWhepUrl());

            Sighting first = client.awaitPicture(id);
            client.awaitPicture(id, sighting -> sighting.sequence() > first.sequence() + 10);

            assertThat(turn.output())
                    .contains("user <" + TurnServer.USER + ">: incoming packet ALLOCATE processed, success");
            client.end(id);
            application.awaitNothingHeld();
            peer.awaitAllDeleted();
            application.assertKeepsSecrets();
        }
    }
}
