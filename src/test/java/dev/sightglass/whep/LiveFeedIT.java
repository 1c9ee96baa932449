// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.WhepBench;
import dev.sightglass.whep.webrtc.DropReason;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real media from a publisher in this process, through the component's route. */
class LiveFeedIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestWhepServer server;
    private WhepBench bench;
    private WhepStatistics statistics;

    @BeforeEach
    void start() throws Exception {
        server = new TestWhepServer();
        bench = new WhepBench("stallTimeout=800&reconnectMinDelay=100");
        statistics = bench.component().statistics();
    }

    @AfterEach
    void stop() throws Exception {
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

    @Test
    void numbersTheFramesOfAnEpochUpwards() {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.isLive("s1"));
        FrameStamp last = bench.feeds().newest("s1");
        for (int i = 0; i < 20; i++) {
            FrameStamp before = last;
            await().atMost(SOON).until(() -> bench.feeds().newest("s1").isNewerThan(before));
            last = bench.feeds().newest("s1");
            assertThat(last.epoch()).isEqualTo(before.epoch());
            assertThat(last.sequence()).isGreaterThan(before.sequence());
            assertThat(last.decodedAtNanos()).isGreaterThan(before.decodedAtNanos());
        }
    }

    @Test
    void takesAChangeOfSizeMidStream() throws Exception {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.isLive("s1"));

        server.camera().resize(640, 360);

        await().atMost(SOON).untilAsserted(() -> {
            bench.feeds().emit("s1", Map.of()).toCompletableFuture().get(5, TimeUnit.SECONDS);
            WhepBench.Seen newest = bench.frames().get(bench.frames().size() - 1);
            assertThat(newest.width()).isEqualTo(640);
            assertThat(newest.epoch()).isEqualTo(1);
        });
    }

    @Test
    void rejoinsAStalledFeedAndEndsTheOldSessionFirst() {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.isLive("s1"));

        server.camera().silence(true);
        await().atMost(SOON).until(() -> bench.events("s1").contains("stalled"));
        server.camera().silence(false);

        await().atMost(SOON)
                .until(() -> bench.isLive("s1") && bench.feeds().status("s1").epoch() == 2);
        assertThat(server.methods()).containsExactly("POST", "DELETE", "POST");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(bench.events("s1"))
                        .containsExactly(
                                "connecting",
                                "connected",
                                "live",
                                "stalled",
                                "backing-off",
                                "connecting",
                                "connected",
                                "live"));
        await().atMost(SOON).until(() -> bench.frames().size() == 2);
        assertThat(bench.frames().get(1).epoch()).isEqualTo(2);
        assertThat(bench.frames().get(1).first()).isTrue();
    }

    @Test
    void rejoinsWhenThePublisherHangsUp() {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.isLive("s1"));

        server.hangUp();

        await().atMost(SOON)
                .until(() -> bench.isLive("s1") && bench.feeds().status("s1").epoch() == 2);
    }

    @Test
    void dropsFramesWhileSuspendedButStillTellsEvents() throws Exception {
        bench.context().getRouteController().suspendRoute("ingest");
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.events("s1").contains("live"));

        assertThatThrownBy(() ->
                        bench.feeds().emit("s1", Map.of()).toCompletableFuture().get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(WhepBusyException.class);
        assertThat(bench.frames()).isEmpty();
        assertThat(bench.component().statistics().framesDropped(DropReason.SUSPENDED))
                .isPositive();

        bench.context().getRouteController().resumeRoute("ingest");
        await().atMost(SOON).until(() -> !bench.frames().isEmpty());
        assertThat(bench.frames().get(0).first()).isTrue();
    }

    @Test
    void emitsForManyAtOnceOneFrameEach() {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.isLive("s1"));

        CompletableFuture<?>[] asked = IntStream.range(0, 40)
                .mapToObj(i -> bench.feeds().emit("s1", Map.of("Number", i)).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(asked).orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(bench.frames()).hasSize(41);
    }

    @Test
    void handsTheRoutesFailureToWhoeverAsked() {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> !bench.frames().isEmpty());
        bench.work(exchange -> {
            throw new UncheckedIOException(new IOException("disk full"));
        });

        assertThatThrownBy(() ->
                        bench.feeds().emit("s1", Map.of()).toCompletableFuture().get(5, TimeUnit.SECONDS))
                .hasRootCauseMessage("disk full");
    }

    @Test
    void servesRoutesThroughItsProducer() {
        ProducerTemplate template = bench.context().createProducerTemplate();
        template.sendBodyAndHeaders(
                "direct:subscribe",
                null,
                Map.of(
                        WhepConstants.SESSION_ID,
                        "s1",
                        WhepConstants.URL,
                        server.url(),
                        WhepConstants.TOKEN,
                        "t0ken",
                        WhepConstants.FEED_HEADERS,
                        Map.of("Workspace", "w1")));
        await().atMost(SOON).until(() -> !bench.frames().isEmpty());
        assertThat(bench.frames().get(0).headers()).containsEntry("Workspace", "w1");
        assertThat(server.requests().get(0).authorization()).isEqualTo("Bearer t0ken");

        Exchange newest =
                template.request("direct:newest", ask -> ask.getIn().setHeader(WhepConstants.SESSION_ID, "s1"));
        assertThat(newest.getMessage().getHeader(WhepConstants.SEQUENCE, Long.class))
                .isPositive();
        assertThat(newest.getMessage().getHeader(WhepConstants.DECODED_AT)).isInstanceOf(Instant.class);

        Exchange emitted = template.request("direct:emit", ask -> {
            ask.getIn().setHeader(WhepConstants.SESSION_ID, "s1");
            ask.getIn().setHeader("Variant", "small");
        });
        assertThat(emitted.getException()).isNull();
        assertThat(bench.frames().get(1).headers())
                .containsEntry("Variant", "small")
                .containsEntry("Workspace", "w1");

        template.sendBodyAndHeader("direct:unsubscribe", null, WhepConstants.SESSION_ID, "s1");
        await().atMost(SOON)
                .until(() -> server.openSessions() == 0 && bench.events("s1").contains("ended"));
        assertThat(bench.feeds().newest("s1")).isNull();
    }

    @Test
    void joinsAgainWhenTheConsumerIsRestarted() throws Exception {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.isLive("s1"));

        bench.context().getRouteController().stopRoute("ingest");
        assertThat(server.openSessions()).isZero();
        bench.context().getRouteController().startRoute("ingest");

        await().atMost(SOON)
                .until(() -> bench.isLive("s1") && bench.feeds().status("s1").epoch() == 2);
    }

    @Test
    void endsTheSessionOfAFeedThatWasUnsubscribedJustBeforeTheStop() {
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.isLive("s1"));

        bench.feeds().unsubscribe("s1");
        bench.close();

        assertThat(server.openSessions()).isZero();
    }

    @Test
    void leavesNothingBehindAfterManySubscriptions() {
        // The pools are at their size after these; nothing may grow with the cycles.
        IntStream.range(0, 20).forEach(i -> joinAndLeave("warm-up" + i));
        await().atMost(SOON).until(() -> server.openSessions() == 0);
        int threads = Thread.activeCount();

        IntStream.range(0, 40).forEach(i -> joinAndLeave("s" + i));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(server.openSessions()).isZero();
            assertThat(statistics.openPeerConnections()).isZero();
            assertThat(statistics.framesHeld()).isZero();
            assertThat(statistics.openFeeds()).isZero();
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 4));
    }

    private void joinAndLeave(String id) {
        bench.subscribe(id, server.url());
        await().pollInterval(Duration.ofMillis(10)).atMost(SOON).until(() -> bench.isLive(id));
        bench.feeds().unsubscribe(id);
    }
}
