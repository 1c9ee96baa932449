// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Connections that are renewed under the eyes of somebody who polls. */
@NeedsPeers(Peer.Program.WERIFT)
class RenewalIT {
    private static final Duration EVERY = Duration.ofMillis(50);
    private static final int RENEWALS = 4;
    /** The new connection may be behind the old one by what its jitter buffer holds: 200 ms at 15 frames a second. */
    private static final int FRAMES_BACK = 3;

    @Test
    void nobodyWhoPollsNoticesARenewal() {
        try (PackagedApplication application = PackagedApplication.onLoopback("--sightglass.ingest.renew-after=3s");
                Peer peer = Peer.werift("--width", "320", "--height", "180", "--fps", "15")) {
            ApiClient client = application.client();
            String id = client.open(peer.secretWhepUrl());
            Sighting[] last = {client.awaitPicture(id)};

            await("renewals").pollInterval(EVERY).atMost(Duration.ofSeconds(60)).until(() -> {
                Sighting next = Sighting.of(client.frame(id));
                assertThat(next.epoch()).isBetween(last[0].epoch(), last[0].epoch() + 1);
                assertThat(next.counter()).isGreaterThanOrEqualTo(last[0].counter() - FRAMES_BACK);
                last[0] = next;
                return next.epoch() > RENEWALS;
            });

            assertThat(application.metric("sightglass_whep_renewals_total", "outcome=\"renewed\""))
                    .isGreaterThanOrEqualTo(RENEWALS);
            assertThat(application.metric("sightglass_whep_reconnects_total")).isZero();
            assertThat(client.session(id).at("/feed/state").textValue()).isEqualTo("live");
            client.end(id);
            application.awaitNothingHeld();
            peer.awaitAllDeleted();
        }
    }

    /** Where a keyframe is long in coming the feed stalls before the new connection shows anything. */
    @Test
    void aServerThatPutsTheOldViewerOutForTheNewOneCostsNoReconnect() {
        try (PackagedApplication application = PackagedApplication.onLoopback(
                        "--sightglass.ingest.renew-after=4s", "--sightglass.ingest.stall-timeout=1s");
                Peer peer = Peer.werift("--width", "320", "--height", "180", "--fps", "15", "--gop", "3")) {
            peer.control(Map.of("oneViewer", true, "startsAnywhere", true, "ignorePli", true));
            ApiClient client = application.client();
            String id = client.open(peer.secretWhepUrl());
            client.awaitPicture(id);

            await("renewals")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            application.metric("sightglass_whep_renewals_total", "outcome=\"renewed\"") > RENEWALS);
            client.awaitPicture(id);

            assertThat(application.metric("sightglass_whep_reconnects_total")).isZero();
            client.end(id);
            application.awaitNothingHeld();
        }
    }
}
