// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Feeds that are meant to hurt: each is given up with a reason, and the one beside it goes on. */
@NeedsPeers(Peer.Program.WERIFT)
class BombsIT {
    private static final long MEGABYTE = 1024 * 1024;
    /** One picture of 8192 x 8192 in the decoder, its copy, and the copy of that: 96 MB each, and as much again for one under way. */
    private static final long MOST_BYTES = 700 * MEGABYTE;

    private static PackagedApplication application;
    private static Peer good;
    private static Peer hostile;

    @BeforeAll
    static void start() {
        good = Peer.werift("--width", "320", "--height", "180");
        hostile = Peer.hostile();
        application = PackagedApplication.onLoopback();
    }

    @AfterAll
    static void stop() {
        application.close();
        good.close();
        hostile.close();
    }

    /** Opens a feed that misbehaves so beside one that does not. */
    private static void assertGivenUp(Map<String, ?> bomb, String reason, String label) {
        ApiClient client = application.client();
        String beside = client.open(good.whepUrl());
        client.awaitPicture(beside);
        double epochs = application.metric("sightglass_whep_reconnects_total");
        double faults = application.metric("sightglass_whep_faults_total", label);
        long before = application.process().residentBytes();
        hostile.control(bomb);

        String session = client.open(hostile.whepUrl());
        JsonNode feed = client.awaitReason(session, reason);

        assertThat(application.process().residentBytes() - before)
                .as("resident memory")
                .isLessThan(MOST_BYTES);
        assertThat(application.metric("sightglass_whep_faults_total", label)).isEqualTo(faults + 1);
        assertThat(feed.path("epoch").intValue())
                .as("connections of the bad one")
                .isEqualTo(1);
        assertThat(client.awaitPicture(beside).epoch())
                .as("the other one was never disturbed")
                .isEqualTo(1);
        assertThat(application.metric("sightglass_whep_reconnects_total"))
                .as("losses, of the bad one only")
                .isEqualTo(epochs + 1);
        client.endAll();
    }

    @Test
    void aPictureBeyondTheLimit() {
        assertGivenUp(
                Map.of("bomb", "picture", "width", 8192, "height", 8192, "fps", 5),
                "whep:pictureTooLarge",
                "reason=\"picture_too_large\"");
    }

    @Test
    void aPictureThatIsNearlyALine() {
        assertGivenUp(
                Map.of("bomb", "picture", "width", 10_000, "height", 16, "fps", 10),
                "whep:pictureTooLarge",
                "reason=\"picture_too_large\"");
    }

    @Test
    void anotherSizeWithEachKeyframe() {
        assertGivenUp(Map.of("bomb", "resizing", "sizes", 4, "fps", 60), "whep:sizeChanges", "reason=\"size_changes\"");
    }
}
