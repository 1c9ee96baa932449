// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A feed that was LIVE and then breaks: no old picture is served as a new one, and it comes back by itself. */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
class FeedOutageIT {
    /** {@code frame.max-age}, as it is by default. */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    /** From drawing to decoding, and back to us: for a busy machine. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(1500);

    private final PackagedApplication application;
    private final ApiClient client;
    private Peer peer = Peer.werift("--width", "640", "--height", "360");
    private String id;
    private Sighting before;

    FeedOutageIT(PackagedApplication application, ApiClient client) {
        this.application = application;
        this.client = client;
    }

    @BeforeEach
    void lookAtALiveFeed() {
        id = client.open(peer.secretWhepUrl());
        client.awaitState(id, "LIVE");
        before = client.awaitPicture(id);
    }

    @AfterEach
    void nothingIsLeft() {
        client.endAll();
        application.awaitNothingHeld();
        peer.close();
    }

    @Test
    void aFeedThatStopsIsStaleAfterTheLimitAndComesBackFresh() {
        peer.control(Map.of("media", "stop"));
        List<Sighting> served = pollUntilStale();

        assertThat(served)
                .isNotEmpty()
                .allSatisfy(sighting ->
                        assertThat(sighting.age()).as("age since drawing").isLessThan(MAX_AGE.plus(ON_THE_WAY)));
        assertThat(client.state(id)).as("a stalled session stays LIVE").isEqualTo("LIVE");
        long newestBefore = served.get(served.size() - 1).counter();

        peer.behave();
        Sighting fresh = client.awaitPicture(id, sighting -> sighting.counter() > newestBefore);

        assertThat(fresh.age()).isLessThan(MAX_AGE);
        assertThat(fresh.epoch()).isGreaterThanOrEqualTo(before.epoch());
        assertThat(client.end(id).status()).isEqualTo(200);
        peer.awaitAllDeleted();
    }

    @Test
    void aStalledFeedEndsItsWhepSessionBeforeItJoinsAnew() {
        peer.control(Map.of("media", "stop"));
        client.awaitFeed(
                id, "stalled", feed -> !"live".equals(feed.path("state").asText()));

        await().atMost(ApiClient.PATIENCE).until(() -> peer.stats().created() > 1);

        List<String> methods = peer.stats().requests().stream()
                .map(Peer.Request::method)
                .limit(3)
                .toList();
        assertThat(methods).containsExactly("POST", "DELETE", "POST");
        assertThat(peer.stats().open()).isEqualTo(1);
    }

    @Test
    void aPublisherThatIsKilledIsJoinedAnewWhenItIsBack() {
        peer.kill();
        client.awaitReason(id, "whep:unreachable");
        peer = Peer.werift("--width", "640", "--height", "360", "--port", Integer.toString(peer.port()));

        Sighting after = client.awaitPicture(id, sighting -> sighting.epoch() > before.epoch());

        assertThat(after.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(after.age()).isLessThan(MAX_AGE);
        assertThat(client.state(id)).isEqualTo("LIVE");
        assertThat(client.end(id).status()).isEqualTo(200);
        peer.awaitAllDeleted();
    }

    @Test
    void aServerThatEndsAllSessionsIsJoinedAnew() {
        peer.control(Map.of("close", true));

        Sighting after = client.awaitPicture(id, sighting -> sighting.epoch() > before.epoch());

        assertThat(after.counter()).isGreaterThan(before.counter());
        assertThat(peer.stats().created()).isEqualTo(2);
        assertThat(peer.stats().open()).isEqualTo(1);
    }

    @Test
    void theEndOfALiveSessionReachesTheServerAtOnceAndHappensOnce() {
        Http.Answer ended = client.end(id);

        assertThat(ended.json().at("/data/state").textValue()).isEqualTo("ENDED");
        peer.awaitAllDeleted();
        Http.Answer frame = client.frame(id);
        assertThat(frame.status()).isEqualTo(404);
        assertThat(frame.detail()).isEqualTo("frame:ended");
        Http.Answer again = client.end(id);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("INVALID_STATE");
    }

    /** Polls as an agent would, until there is nothing more to see, and returns what it was shown. */
    private List<Sighting> pollUntilStale() {
        List<Sighting> served = new ArrayList<>();
        await("stale")
                .pollInterval(Duration.ofMillis(100))
                .atMost(ApiClient.PATIENCE)
                .until(() -> {
                    Http.Answer answer = client.frame(id);
                    if (answer.status() == 200) {
                        served.add(Sighting.of(answer));
                        return false;
                    }
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.detail()).isEqualTo("frame:stale");
                    return true;
                });
        return served;
    }
}
