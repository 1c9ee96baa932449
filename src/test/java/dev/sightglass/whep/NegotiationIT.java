// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.testing.Reply;
import dev.sightglass.whep.testing.TestWhepServer;
import dev.sightglass.whep.testing.TestWhepServer.Request;
import dev.sightglass.whep.testing.WhepBench;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which a server and we may come to terms, each until a picture is decoded. */
class NegotiationIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private TestWhepServer server;
    private WhepBench bench;

    @BeforeEach
    void start() throws Exception {
        server = new TestWhepServer();
        bench("");
    }

    private void bench(String options) throws Exception {
        if (bench != null) {
            bench.close();
        }
        bench = new WhepBench("stallTimeout=800&reconnectMinDelay=50" + options);
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
    void answersACounterOffer() {
        server.reply(Reply.COUNTER_OFFER.with("ETag", "\"e1\""));

        bench.feeds().subscribe("s1", WhepSource.of(server.url(), "t0ken"));

        awaitLive(1);
        assertThat(server.methods()).containsExactly("POST", "PATCH");
        Request answer = server.requests().get(1);
        assertThat(answer.contentType()).isEqualTo("application/sdp");
        assertThat(answer.authorization()).isEqualTo("Bearer t0ken");
        assertThat(answer.body())
                .contains("a=recvonly")
                .contains("a=candidate:")
                .doesNotContain("a=sendonly");
        assertThat(bench.component().statistics().connects(ConnectOutcome.ANSWERED))
                .isEqualTo(1);
    }

    @Test
    void asksForAnOfferWhereOursIsNotTakenAndRemembersThat() {
        server.offerItself();

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(server.methods()).containsExactly("POST", "POST", "PATCH");
        assertThat(server.requests().get(0).body()).startsWith("v=0");
        assertThat(server.requests().get(1).body()).isEmpty();

        rejoin();

        awaitLive(2);
        assertThat(server.methods()).containsExactly("POST", "POST", "PATCH", "DELETE", "POST", "PATCH");
        assertThat(server.requests().get(4).body()).isEmpty();
    }

    @Test
    void offersAgainWhereTheServerDoesNotOfferAnyMore() {
        server.replies(number -> switch (number) {
            case 1 -> Reply.status(400);
            case 2 -> Reply.OFFER;
            case 3 -> Reply.status(400);
            default -> Reply.ANSWER;
        });
        bench.subscribe("s1", server.url());
        awaitLive(1);

        rejoin();

        awaitLive(2);
        assertThat(server.methods()).containsExactly("POST", "POST", "PATCH", "DELETE", "POST", "POST");
        assertThat(server.requests().get(5).body()).startsWith("v=0");
    }

    @Test
    void namesTheFirstRefusalWhereNeitherWayIsTaken() {
        server.replies(number -> number == 1 ? Reply.status(422) : number == 2 ? Reply.status(405) : Reply.ANSWER);

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(reasons()).containsExactly("whep:status422");
        assertThat(server.methods()).containsExactly("POST", "POST", "POST");
    }

    @Test
    void namesTheSecondRefusalWhereItIsAboutTheStream() {
        server.replies(number -> number == 1 ? Reply.status(400) : number == 2 ? Reply.status(409) : Reply.ANSWER);

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(reasons()).containsExactly("whep:status409");
    }

    @Test
    void endsTheSessionOfAnOfferThatLibwebrtcRefuses() {
        server.replies(number -> number == 1
                ? new Reply(
                        406, Map.of(), sdp -> sdp.replaceAll("a=fingerprint:.*", "a=fingerprint:sha-256 zz"), true, 0)
                : Reply.ANSWER);

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(reasons()).containsExactly("whep:offerRejected");
        assertThat(server.methods()).containsExactly("POST", "DELETE", "POST");
    }

    @Test
    void endsTheSessionWhereOurAnswerIsNotTaken() {
        server.replies(number -> number == 1 ? Reply.COUNTER_OFFER : Reply.ANSWER);
        server.answerStatus(409);

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(reasons()).containsExactly("whep:status409");
        assertThat(server.methods()).containsExactly("POST", "PATCH", "DELETE", "POST");
        assertThat(bench.component().statistics().connects(ConnectOutcome.REFUSED))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "passive"})
    void takesEitherDtlsRole(String role) {
        server.publish(sdp -> sdp.replaceAll("a=setup:\\w+", "a=setup:" + role));

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(reasons()).isEmpty();
    }

    static Stream<Arguments> oddities() {
        return Stream.of(
                oddity("ICE-lite", sdp -> sdp.replace("t=0 0\r\n", "t=0 0\r\na=ice-lite\r\n")),
                oddity("lines that end with LF", sdp -> sdp.replace("\r\n", "\n")),
                oddity("unknown attributes", sdp -> sdp + "a=x-unknown:1\r\na=x-flag\r\n"),
                oddity("each candidate twice", sdp -> sdp.replaceAll("(a=candidate:.*\r\n)", "$1$1")),
                oddity(
                        "candidates of component 2",
                        sdp -> sdp.replaceAll("(a=candidate:\\d+) 1 (.*\r\n)", "$1 1 $2$1 2 $2")),
                oddity(
                        "passive TCP candidates",
                        sdp -> sdp.replaceAll(
                                "(a=candidate:)(\\d+) 1 udp \\d+ (\\S+ \\d+) typ host.*\r\n",
                                "$0$1$2 1 tcp 1518280447 $3 typ host tcptype passive\r\n")),
                oddity(
                        "candidates after the end of candidates",
                        sdp -> sdp.replaceFirst("(a=candidate:.*\r\n)", "a=end-of-candidates\r\n$1")));
    }

    private static Arguments oddity(String name, UnaryOperator<String> edit) {
        return Arguments.of(Named.of(name, edit));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void bearsAnAnswerWith(UnaryOperator<String> edit) {
        server.reply(Reply.edited(edit));

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void sendsCandidatesThatCameLateInOnePatch() throws Exception {
        bench("&iceGatheringTimeout=0");
        server.trickleStatus(204);
        server.reply(Reply.ANSWER.with("ETag", "\"e1\""));

        bench.feeds().subscribe("s1", WhepSource.of(server.url(), "t0ken"));

        awaitLive(1);
        await().atMost(SOON).until(() -> server.methods().contains("PATCH"));
        assertThat(server.methods()).containsExactly("POST", "PATCH");
        Request patch = server.requests().get(1);
        assertThat(patch.contentType()).isEqualTo(FRAGMENT);
        assertThat(patch.ifMatch()).isEqualTo("\"e1\"");
        assertThat(patch.authorization()).isEqualTo("Bearer t0ken");
        assertThat(patch.body())
                .contains("a=mid:0\r\n")
                .contains("a=candidate:")
                .contains("a=end-of-candidates");
        String offer = server.requests().get(0).body();
        assertThat(offer).doesNotContain("a=candidate:");
        assertThat(patch.body().lines().filter(line -> line.startsWith("a=ice-")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(offer).contains(line));
    }

    @Test
    void sendsNoCandidatesToAServerThatHasRefusedThem() throws Exception {
        bench("&iceGatheringTimeout=0");
        bench.subscribe("s1", server.url());
        awaitLive(1);
        await().atMost(SOON).until(() -> server.methods().contains("PATCH"));

        rejoin();

        awaitLive(2);
        bench.feeds().unsubscribe("s1");
        await().atMost(SOON).until(() -> server.openSessions() == 0);
        assertThat(server.methods()).containsExactly("POST", "PATCH", "DELETE", "POST", "DELETE");
        assertThat(reasons()).containsExactly("whep:stalled");
    }

    @Test
    void sendsNoPatchWhereAllCandidatesWereInTheOffer() throws Exception {
        bench("&iceGatheringTimeout=500");
        bench.subscribe("s1", server.url());
        awaitLive(1);
        long sequence = bench.feeds().newest("s1").sequence();
        await().atMost(SOON).until(() -> bench.feeds().newest("s1").sequence() > sequence + 15);

        assertThat(server.methods()).containsExactly("POST");
    }

    @Test
    void livesWithSoundThatItDrops() throws Exception {
        bench("&offerAudio=true");
        server.addSound();

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(server.requests().get(0).body()).contains("m=audio 9 ");
        assertThat(bench.frames().get(0).width()).isEqualTo(320);
    }

    @Test
    void refusesSoundThatAServerOffers() {
        server.addSound();
        server.reply(Reply.COUNTER_OFFER);

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(directionOfSound(server.requests().get(1).body())).isEqualTo("a=inactive");
    }

    @Test
    void takesSoundThatAServerOffersWhereThatIsSet() throws Exception {
        bench("&offerAudio=true");
        server.addSound();
        server.reply(Reply.COUNTER_OFFER);

        bench.subscribe("s1", server.url());

        awaitLive(1);
        assertThat(directionOfSound(server.requests().get(1).body())).isEqualTo("a=recvonly");
    }

    private static String directionOfSound(String sdp) {
        String section = sdp.substring(sdp.indexOf("m=audio"));
        return section.lines()
                .filter(line -> List.of("a=inactive", "a=recvonly", "a=sendonly", "a=sendrecv")
                        .contains(line))
                .findFirst()
                .orElseThrow();
    }

    /** Has the feed stall and come back. */
    private void rejoin() {
        server.camera().silence(true);
        await().atMost(SOON).until(() -> bench.events("s1").contains("stalled"));
        server.camera().silence(false);
    }

    private void awaitLive(long epoch) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> bench.isLive("s1") && bench.feeds().status("s1").epoch() == epoch);
    }

    /** Why attempts have ended. */
    private List<Object> reasons() {
        return bench.eventHeaders().stream()
                .filter(event -> "backing-off".equals(event.get(WhepConstants.EVENT)))
                .map(event -> event.get(WhepConstants.REASON))
                .toList();
    }
}
