// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.client.AddressCheck;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.testing.Reply;
import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.WhepBench;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way of failing ends in a clear reason, with nothing left behind, and in another attempt. */
class FaultyServerIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestWhepServer server;
    private WhepBench bench;

    @BeforeEach
    void start() throws Exception {
        server = new TestWhepServer();
        bench = new WhepBench(
                "stallTimeout=800&mediaTimeout=1500&connectTimeout=1500&reconnectMinDelay=100",
                component -> component.setAddressCheck(uri -> {
                    if (uri.getPath().startsWith("/private")) {
                        throw WhepException.addressRefused();
                    }
                    return AddressCheck.NONE.check(uri);
                }));
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

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Reply.status(404), "whep:status404", ConnectOutcome.REFUSED),
                Arguments.of(Reply.status(401), "whep:status401", ConnectOutcome.REFUSED),
                Arguments.of(Reply.status(503), "whep:status503", ConnectOutcome.REFUSED),
                Arguments.of(Reply.body(201, "garbage"), "whep:notSdp", ConnectOutcome.BAD_ANSWER),
                Arguments.of(Reply.status(200), "whep:notSdp", ConnectOutcome.BAD_ANSWER),
                Arguments.of(
                        Reply.edited(sdp -> sdp.replace("a=sendonly", "a=inactive")),
                        "whep:noVideo",
                        ConnectOutcome.BAD_ANSWER),
                Arguments.of(
                        Reply.edited(sdp -> sdp.replaceAll("a=setup:\\w+", "a=setup:actpass")),
                        "whep:answerRejected",
                        ConnectOutcome.BAD_ANSWER),
                Arguments.of(
                        Reply.status(307).with("Location", "/private"),
                        "whep:addressRefused",
                        ConnectOutcome.ADDRESS_REFUSED),
                Arguments.of(
                        Reply.status(302).with("Location", "/whep/other"),
                        "whep:redirectRefused",
                        ConnectOutcome.REFUSED),
                Arguments.of(Reply.status(201).after(3_000), "whep:timeout", ConnectOutcome.TIMEOUT));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void recoversFrom(Reply fault, String reason, ConnectOutcome outcome) {
        server.replies(number -> number == 1 ? fault : Reply.ANSWER);

        bench.subscribe("s1", server.url());

        await().atMost(SOON).until(() -> bench.isLive("s1"));
        assertThat(bench.eventHeaders())
                .anySatisfy(event -> assertThat(event)
                        .containsEntry(WhepConstants.EVENT, "backing-off")
                        .containsEntry(WhepConstants.REASON, reason));
        assertThat(bench.feeds().status("s1").epoch()).isEqualTo(1);
        assertThat(bench.component().statistics().connects(outcome)).isEqualTo(1);
        await().atMost(SOON).until(() -> server.openSessions() == 1);
    }

    @Test
    void rejoinsWhenConnectedWithoutMedia() {
        server.camera().silence(true);
        bench.subscribe("s1", server.url());
        await().atMost(SOON).until(() -> bench.events("s1").contains("stalled"));
        server.camera().silence(false);

        await().atMost(SOON).until(() -> bench.isLive("s1"));
        assertThat(bench.feeds().status("s1").epoch()).isGreaterThan(1);
        assertThat(bench.eventHeaders())
                .anySatisfy(event -> assertThat(event).containsEntry(WhepConstants.REASON, "whep:noMedia"));
    }

    @Test
    void anAnswerThatLibwebrtcRefusesIsARejectedAnswer() {
        server.replies(number -> number == 1
                ? Reply.edited(sdp -> sdp.replaceAll("a=fingerprint:.*", "a=fingerprint:sha-256 zz"))
                : Reply.ANSWER);

        bench.subscribe("s1", server.url());

        await().atMost(SOON).until(() -> bench.isLive("s1"));
        assertThat(bench.eventHeaders())
                .anySatisfy(event -> assertThat(event).containsEntry(WhepConstants.REASON, "whep:answerRejected"));
    }

    @Test
    void aServerThatHangsDoesNotHoldUpAnother() throws Exception {
        try (TestWhepServer other = new TestWhepServer()) {
            server.reply(Reply.ANSWER.after(1_000));
            bench.subscribe("slow", server.url());
            bench.subscribe("fast", other.url());

            await().pollInterval(Duration.ofMillis(10)).atMost(SOON).until(() -> bench.isLive("fast"));
            assertThat(bench.isLive("slow")).isFalse();
            bench.feeds().unsubscribe("fast");
            await().atMost(SOON).until(() -> other.openSessions() == 0);
        }
    }
}
