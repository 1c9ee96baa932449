// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.client.ScriptedServer.Answer;
import dev.sightglass.whep.client.ScriptedServer.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both generations of offers that the server makes, and what we PATCH. */
class ServerOfferIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-11-27T01:30:00Z");
    private static final String REFUSED = "192.0.2.66";
    private static final String OUR_ANSWER = Sdps.ANSWER.replace("a=sendonly", "a=recvonly");
    private static final String FRAGMENT = "a=candidate:1 1 udp 1 192.0.2.1 1 typ host\r\n";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ScriptedServer server;
    private WhepClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        AddressCheck addresses = new AddressCheck() {
            @Override
            public List<InetAddress> check(URI uri) {
                return NONE.check(uri);
            }

            @Override
            public void checkCandidate(String address) {
                if (address.equals(REFUSED)) {
                    throw WhepException.addressRefused();
                }
            }
        };
        client = new WhepClient(threads, threads, addresses, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        threads.shutdownNow();
    }

    @Test
    void takesACounterOffer() {
        server.answer("POST /whep", counterOffer("Location", "/s/1", "Link", "<stun:127.0.0.1>; rel=\"ice-server\""));

        WhepOffer offer = (WhepOffer) post();

        assertThat(offer.sdp()).isEqualTo(Sdps.SERVER_OFFER.replace("\n", "\r\n"));
        assertThat(offer.session().url()).hasToString(server.url("/s/1"));
        assertThat(offer.iceServers()).containsExactly(new IceServer("stun:127.0.0.1", null, null, null));
        assertThat(offer.validUntil()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void asksForAnOfferWithNothing() {
        server.answer("POST /whep", new Answer(201, Sdps.SERVER_OFFER, "Location", "/s/1"));

        WhepReply offer = of(client.requestOffer(source(), TIMEOUT));

        assertThat(offer).isInstanceOf(WhepOffer.class);
        Seen request = server.requests().get(0);
        assertThat(request.body()).isEmpty();
        assertThat(request.header("Content-length")).isEqualTo("0");
        assertThat(request.header("Content-type")).isNull();
        assertThat(request.header("Accept")).isEqualTo("application/sdp");
        assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken");
    }

    @Test
    void leavesOutCandidatesOfAnOfferThatTheAddressRulesRefuse() {
        String line = "a=candidate:1 1 udp 1 %s 4000 typ host\n";
        server.answer(
                "POST /whep",
                new Answer(
                        406,
                        Sdps.SERVER_OFFER + line.formatted(REFUSED) + line.formatted("192.0.2.7"),
                        "Location",
                        "/s"));

        assertThat(post().sdp()).contains("192.0.2.7 4000").doesNotContain(REFUSED);
    }

    @Test
    void answersWithThePatchThatTheDraftWants() {
        WhepOffer offer = offered();
        server.answer("PATCH /s/1", new Answer(204, ""));

        of(client.answer(offer, OUR_ANSWER, TIMEOUT));

        Seen patch = server.requests().get(1);
        assertThat(patch).hasToString("PATCH /s/1");
        assertThat(patch.body()).isEqualTo(OUR_ANSWER);
        assertThat(patch.header("Content-type")).isEqualTo("application/sdp");
        assertThat(patch.header("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(patch.header("If-match")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "{\"title\":\"no codec\"}"})
    void aCounterOfferWithoutSdpIsAPlainError(String body) {
        server.answer("POST /whep", new Answer(406, body, "Location", "/s/1"));

        assertThat(failure(client.post(source(), Sdps.OFFER, TIMEOUT))).isEqualTo("whep:status406");
        awaitRequest("DELETE /s/1");
    }

    @Test
    void aCounterOfferWithoutSessionIsAPlainError() {
        server.answer("POST /whep", new Answer(406, Sdps.SERVER_OFFER));

        assertThat(failure(client.post(source(), Sdps.OFFER, TIMEOUT))).isEqualTo("whep:status406");
    }

    @Test
    void endsTheSessionOfAnOfferOfNoUse() {
        server.answer(
                "POST /whep", new Answer(406, Sdps.SERVER_OFFER.replace("m=video", "m=audio"), "Location", "/s/1"));

        assertThat(failure(client.post(source(), Sdps.OFFER, TIMEOUT))).isEqualTo("whep:noVideo");
        awaitRequest("DELETE /s/1");
    }

    @Test
    void refusesAnOfferThatCannotBeAnswered() {
        server.answer("POST /whep", new Answer(201, Sdps.SERVER_OFFER));

        assertThat(failure(client.requestOffer(source(), TIMEOUT))).isEqualTo("whep:offerRejected");
    }

    @Test
    void anEmptyReplyToAnEmptyPostIsAnError() {
        assertThat(failure(client.requestOffer(source(), TIMEOUT))).isEqualTo("whep:notSdp");
    }

    @Test
    void takesTheServersOfferToARedirectedPost() {
        server.answer("POST /whep", new Answer(307, "", "Location", "/moved/whep"));
        server.answer("POST /moved/whep", new Answer(201, Sdps.SERVER_OFFER, "Location", "s/1"));

        WhepReply offer = of(client.requestOffer(source(), TIMEOUT));

        assertThat(offer.session().url()).hasToString(server.url("/moved/s/1"));
        assertThat(server.requests().get(1).body()).isEmpty();
    }

    @Test
    void doesNotAnswerAnOfferThatIsOver() {
        server.answer(
                "POST /whep",
                counterOffer(
                        "Location",
                        "/s/1",
                        "Date",
                        "Fri, 27 Nov 2026 01:30:00 GMT",
                        "Content-Type",
                        "application/sdp; valid-until=\"Fri, 27 Nov 2026 01:30:00 GMT\""));
        WhepOffer offer = (WhepOffer) post();

        assertThat(failure(client.answer(offer, OUR_ANSWER, TIMEOUT))).isEqualTo("whep:offerExpired");
        assertThat(server.lines()).containsExactly("POST /whep");
    }

    @Test
    void doesNotSendAnAnswerWithoutVideo() {
        WhepOffer offer = offered();

        assertThat(failure(client.answer(offer, OUR_ANSWER.replace("m=video 9", "m=video 0"), TIMEOUT)))
                .isEqualTo("whep:noVideo");
        assertThat(server.lines()).containsExactly("POST /whep");
    }

    @ParameterizedTest
    @CsvSource({
        "400, whep:status400",
        "404, whep:status404",
        "409, whep:status409",
        "500, whep:status500",
        "307, whep:redirectRefused",
        "308, whep:redirectRefused"
    })
    void saysWhyAnAnswerWasNotTaken(int status, String reason) {
        WhepOffer offer = offered();
        server.answer("PATCH /s/1", new Answer(status, "", "Location", "/elsewhere"));

        assertThat(failure(client.answer(offer, OUR_ANSWER, TIMEOUT))).isEqualTo(reason);
        assertThat(server.lines()).containsExactly("POST /whep", "PATCH /s/1");
    }

    @Test
    void answersAgainWithTheEntityTagThatTheServerMisses() {
        server.answer("POST /whep", counterOffer("Location", "/s/1", "ETag", "\"e1\""));
        server.answer("PATCH /s/1", new Answer(428, ""), new Answer(204, ""));

        of(client.answer((WhepOffer) post(), OUR_ANSWER, TIMEOUT));

        assertThat(server.requests())
                .extracting(seen -> seen.header("If-match"))
                .containsExactly(null, null, "\"e1\"");
    }

    @Test
    void sendsCandidatesWithTheEntityTagOfTheAnswer() {
        WhepSession session = answered("ETag", "\"e1\"");
        server.answer("PATCH /s/1", new Answer(204, ""));

        assertThat(of(client.trickle(session, FRAGMENT))).isTrue();

        Seen patch = server.requests().get(1);
        assertThat(patch.body()).isEqualTo(FRAGMENT);
        assertThat(patch.header("Content-type")).isEqualTo("application/trickle-ice-sdpfrag");
        assertThat(patch.header("If-match")).isEqualTo("\"e1\"");
        assertThat(patch.header("Authorization")).isEqualTo("Bearer t0ken");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 415, 422, 501, 307})
    void knowsAServerWithoutTrickle(int status) {
        WhepSession session = answered();
        server.answer("PATCH /s/1", new Answer(status, "", "Location", "/elsewhere"));

        assertThat(of(client.trickle(session, FRAGMENT))).isFalse();
        assertThat(server.lines()).containsExactly("POST /whep", "PATCH /s/1");
    }

    @Test
    void takesAClosedConnectionForAServerWithoutTrickle() {
        WhepSession session = answered();
        server.close();

        assertThat(of(client.trickle(session, FRAGMENT))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 429, 500, 503})
    void sendsCandidatesAnotherTimeWhereNothingSpeaksAgainstIt(int status) {
        WhepSession session = answered();
        server.answer("PATCH /s/1", new Answer(status, ""));

        assertThat(of(client.trickle(session, FRAGMENT))).isTrue();
    }

    @Test
    void sendsCandidatesAgainWithTheEntityTagThatTheServerNames() {
        WhepSession session = answered("ETag", "\"e1\"");
        server.answer("PATCH /s/1", new Answer(412, "", "ETag", "\"e2\""), new Answer(204, ""));

        assertThat(of(client.trickle(session, FRAGMENT))).isTrue();
        assertThat(server.requests())
                .extracting(seen -> seen.header("If-match"))
                .containsExactly(null, "\"e1\"", "\"e2\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 428})
    void doesNotInsistWhereNoEntityTagHelps(int status) {
        WhepSession session = answered("ETag", "\"e1\"");
        server.answer("PATCH /s/1", new Answer(status, ""));

        assertThat(of(client.trickle(session, FRAGMENT))).isTrue();
        assertThat(server.lines()).containsExactly("POST /whep", "PATCH /s/1");
    }

    @ParameterizedTest
    @CsvSource({
        "application/trickle-ice-sdpfrag, true",
        "'application/sdp, Application/Trickle-ICE-sdpfrag', true",
        "application/sdp, false"
    })
    void respectsAcceptPatch(String types, boolean taken) {
        assertThat(answered("Accept-Patch", types).takesCandidates()).isEqualTo(taken);
    }

    @Test
    void triesWhereThereIsNoAcceptPatch() {
        assertThat(answered().takesCandidates()).isTrue();
    }

    @Test
    void doesNotFollowARedirectOfADelete() {
        WhepSession session = answered();
        server.answer("DELETE /s/1", new Answer(307, "", "Location", "/elsewhere"));

        assertThat(of(client.delete(session))).isFalse();
        assertThat(server.lines()).containsExactly("POST /whep", "DELETE /s/1");
    }

    private WhepSource source() {
        return WhepSource.of(server.url("/whep"), "t0ken");
    }

    private WhepReply post() {
        return of(client.post(source(), Sdps.OFFER, TIMEOUT));
    }

    private WhepOffer offered() {
        server.answer("POST /whep", counterOffer("Location", "/s/1"));
        return (WhepOffer) post();
    }

    private WhepSession answered(String... headers) {
        List<String> all = new ArrayList<>(List.of("Location", "/s/1"));
        all.addAll(List.of(headers));
        server.answer("POST /whep", new Answer(201, Sdps.ANSWER, all.toArray(String[]::new)));
        return post().session();
    }

    private static Answer counterOffer(String... headers) {
        return new Answer(406, Sdps.SERVER_OFFER, headers);
    }

    private void awaitRequest(String request) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(server.lines()).contains(request));
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String failure(CompletionStage<?> stage) {
        try {
            of(stage);
            throw new AssertionError("no failure");
        } catch (CompletionException failure) {
            return ((WhepException) failure.getCause()).reason();
        }
    }
}
