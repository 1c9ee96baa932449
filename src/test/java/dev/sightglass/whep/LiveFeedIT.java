// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.WhepBench;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real media from a publisher in this process, through the component's route. */
class LiveFeedIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestWhepServer server;
    private WhepBench bench;

    @BeforeEach
    void start() throws Exception {
        server = new TestWhepServer();
        bench = new WhepBench("stallTimeout=800&reconnectMinDelay=100");
    }

    @AfterEach
    void stop() throws Exception {
        WhepStatistics statistics = bench.component().statistics();
        bench.close();
        assertThat(statistics.framesHeld()).isZero();
        assertThat(statistics.openPeerConnections()).isZero();
        assertThat(statistics.callbackFailures()).isZero();
        assertThat(server.openSessions()).isZero();
        server.close();
    }

    @Test
    void emitsTheFirstFrameOfTheFirstEpochAndItsEventsInOrder() {
        bench.subscribe("s1", server.url());

        await().atMost(SOON).until(() -> !bench.frames().isEmpty());

        WhepBench.Seen frame = bench.frames().get(0);
        assertThat(frame.first()).isTrue();
        assertThat(frame.epoch()).isEqualTo(1);
        assertThat(frame.width()).isEqualTo(320);
        assertThat(frame.height()).isEqualTo(180);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(bench.events("s1")).containsExactly("connecting", "connected", "live"));
    }

    @Test
    void emitsOnlyWhatIsAskedForAfterTheFirst() throws Exception {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.frames().size() == 1);
        long seen = bench.feeds().newest("s1").sequence();
        await().atMost(SOON).until(() -> bench.feeds().newest("s1").sequence() > seen + 5);

        FrameStamp before = bench.feeds().newest("s1");
        bench.feeds().emit("s1", Map.of("Asked", "yes")).toCompletableFuture().get(5, TimeUnit.SECONDS);

        List<WhepBench.Seen> frames = bench.frames();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(1).first()).isFalse();
        assertThat(frames.get(1).sequence()).isGreaterThanOrEqualTo(before.sequence());
        assertThat(frames.get(1).headers()).containsEntry("Asked", "yes");
    }
}
