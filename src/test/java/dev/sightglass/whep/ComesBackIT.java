// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.testing.Reply;
import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.WhepBench;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed comes back by itself, soon after its source, and leaves nothing of its past. {@code bench/chaos/cuts.mjs} has more of it. */
class ComesBackIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** What issue and reliability page promise for the return of a source. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private TestWhepServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestWhepServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void isFreshSoonAfterAServerThatRefused() throws Exception {
        try (WhepBench bench = new WhepBench("stallTimeout=800")) {
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> bench.isLive("s1"));
            server.reply(Reply.status(503));
            server.hangUp();
            await().atMost(SOON).until(() -> Collections.frequency(reasons(bench), "whep:status503") >= 4);

            server.reply(Reply.ANSWER);

            await().atMost(PROMISED)
                    .until(() ->
                            bench.isLive("s1") && bench.feeds().status("s1").epoch() == 2);
            assertThat(server.openSessions()).isEqualTo(1);
            assertThat(bench.component().statistics().reconnects()).isEqualTo(1);
        }
        assertThat(server.openSessions()).isZero();
    }

    @Test
    void asksAtOnceWhenItIsToldThatTheSourceIsThere() throws Exception {
        try (WhepBench bench = new WhepBench("reconnectMinDelay=10m&reconnectMaxDelay=10m")) {
            server.reply(Reply.status(404));
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> bench.events("s1").contains("backing-off"));
            server.reply(Reply.ANSWER);

            bench.feeds().wake("s1");

            await().atMost(PROMISED).until(() -> bench.isLive("s1"));
        }
    }

    @Test
    void renewsItsConnectionWithoutAGap() throws Exception {
        try (WhepBench bench = new WhepBench("stallTimeout=800&renewAfter=1500")) {
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> bench.isLive("s1"));

            await().atMost(SOON)
                    .until(() -> bench.component().statistics().renewals() >= 3 && server.openSessions() == 1);

            assertThat(bench.feeds().status("s1").epoch()).isGreaterThan(3);
            assertThat(bench.events("s1")).startsWith("connecting", "connected", "live", "live", "live", "live");
            assertThat(bench.events("s1")).doesNotContain("stalled", "backing-off");
            assertThat(bench.component().statistics().reconnects()).isZero();
        }
        assertThat(server.openSessions()).isZero();
    }

    @Test
    void keepsItsConnectionWhereTheServerAllowsOneViewer() throws Exception {
        try (WhepBench bench = new WhepBench("stallTimeout=800&renewAfter=1500")) {
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> bench.isLive("s1"));
            server.reply(Reply.status(409));

            await().atMost(SOON).until(() -> bench.component().statistics().renewalsFailed() >= 2);

            assertThat(bench.feeds().status("s1").epoch()).isEqualTo(1);
            assertThat(bench.events("s1")).containsExactly("connecting", "connected", "live");
            assertThat(server.openSessions()).isEqualTo(1);
        }
    }

    @Test
    void waitsItsTurnWhenItHasJoinedTooOften() throws Exception {
        try (WhepBench bench = new WhepBench("stallTimeout=800&reconnectMinDelay=100&reconnectsPerHour=2")) {
            bench.subscribe("s1", server.url());
            await().atMost(SOON).until(() -> bench.isLive("s1"));
            server.hangUp();
            await().atMost(SOON)
                    .until(() ->
                            bench.isLive("s1") && bench.feeds().status("s1").epoch() == 2);
            server.hangUp();

            await().atMost(SOON).until(() -> reasons(bench).contains("whep:reconnectLimit"));
            assertThat(bench.component().statistics().reconnectsLimited()).isEqualTo(1);
            assertThat(bench.component().statistics().openPeerConnections()).isZero();
        }
    }

    private static List<Object> reasons(WhepBench bench) {
        return bench.eventHeaders().stream()
                .map(event -> event.getOrDefault(WhepConstants.REASON, ""))
                .toList();
    }
}
