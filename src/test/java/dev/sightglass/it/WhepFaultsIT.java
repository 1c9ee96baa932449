// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WHEP endpoints that refuse, talk nonsense or do not answer. Nothing may be left of any of it, here or at the peer. */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhepFaultsIT {
    /** As short as a session may wait for its first frame. */
    private static final Map<String, ?> SHORT_WAIT = Map.of("waitTimeoutSeconds", 5);

    private final PackagedApplication application;
    private final ApiClient client;
    private final Peer peer = Peer.werift("--width", "640", "--height", "360");

    WhepFaultsIT(PackagedApplication application, ApiClient client) {
        this.application = application;
        this.client = client;
    }

    @AfterEach
    void nothingIsLeft() {
        client.endAll();
        application.awaitNothingHeld();
        peer.awaitAllDeleted();
    }

    @AfterAll
    void stop() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 503})
    void aRefusalIsNamedAndTriedAgainUntilTheSessionExpires(int status) {
        peer.control(Map.of("status", status));

        assertExpires("whep:status" + status);
    }

    @Test
    void aServerThatAsksToWaitIsLeftAloneForThatLong() {
        String whepUrl = peer.whepUrl() + "-that-asks-to-wait";
        peer.control(Map.of("status", 409, "retryAfter", 2));

        assertExpires(whepUrl, "whep:status409");

        assertThat(peer.stats().requests())
                .filteredOn(request -> whepUrl.endsWith(request.path()))
                .as("offers in five seconds; our own pauses would make four at least")
                .hasSizeBetween(2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "garbage, whep:notSdp",
        "empty, whep:notSdp",
        "no-video, whep:noVideo",
        "port-zero, whep:noVideo",
        "inactive, whep:noVideo",
        "actpass, whep:answerRejected"
    })
    void anAnswerOfNoUseIsNamedAndItsWhepSessionDeleted(String body, String reason) {
        int before = peer.stats().created();
        peer.control(Map.of("body", body));

        assertExpires(reason);

        assertThat(peer.stats().created())
                .as("WHEP sessions that the answers stood for")
                .isGreaterThan(before);
    }

    @Test
    void anEmptyAnswerWithStatus200IsNoSuccess() {
        peer.control(Map.of("body", "empty", "answerStatus", 200));

        assertExpires("whep:notSdp");
    }

    @Test
    void aServerThatNeverAnswersIsATimeout() {
        peer.control(Map.of("hang", true));

        assertExpires("whep:timeout");
    }

    @Test
    void aWhepSessionWhoseAnswerCameTooLateIsDeleted() {
        int before = peer.stats().created();
        peer.control(Map.of("delayMs", 4000));

        assertExpires("whep:timeout");

        assertThat(peer.stats().created()).isGreaterThan(before);
    }

    @Test
    void aFeedThatConnectsAndSendsNothingExpires() {
        peer.control(Map.of("silent", true));
        String id = client.open(peer.secretWhepUrl(), SHORT_WAIT);

        client.awaitFeed(id, "warms up", feed -> feed.path("epoch").intValue() == 1);
        assertNoFrame(id, "frame:warmingUp");
        client.awaitState(id, "EXPIRED");

        assertNoFrame(id, "frame:ended");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 503})
    void aFeedThatBecomesAvailableIsShown(int status) {
        peer.control(Map.of("status", status));
        String id = client.open(peer.secretWhepUrl());
        client.awaitReason(id, "whep:status" + status);

        peer.behave();

        client.awaitState(id, "LIVE");
        assertThat(client.awaitPicture(id).barError()).isLessThan(10);
    }

    @Test
    void nobodyListeningIsUnreachable() {
        String gone;
        try (Peer stopped = Peer.werift("--width", "320", "--height", "180")) {
            gone = stopped.secretWhepUrl();
        }

        String id = client.open(gone, SHORT_WAIT);

        client.awaitReason(id, "whep:unreachable");
        client.awaitState(id, "EXPIRED");
    }

    private void assertExpires(String reason) {
        assertExpires(peer.secretWhepUrl(), reason);
    }

    /** Opens a session and follows it from the trouble to its end. */
    private void assertExpires(String whepUrl, String reason) {
        String id = client.open(whepUrl, SHORT_WAIT);
        JsonNode feed = client.awaitReason(id, reason);
        assertThat(feed.get("attempts").intValue()).isPositive();
        if (client.state(id).equals("ASSIGNED")) {
            assertNoFrame(id, "frame:warmingUp");
        }
        client.awaitState(id, "EXPIRED");
        peer.behave();
        assertNoFrame(id, "frame:ended");
        assertThat(client.end(id).code()).isEqualTo("INVALID_STATE");
    }

    private void assertNoFrame(String id, String detail) {
        Http.Answer answer = client.frame(id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("FRAME_NOT_AVAILABLE");
        assertThat(answer.detail()).isEqualTo(detail);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
