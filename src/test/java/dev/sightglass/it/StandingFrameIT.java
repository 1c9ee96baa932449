// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** One frame that stays the newest, because the source has just stopped. */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingFrameIT {
    /** Longer than a frame is under way, and far within {@code frame.max-age}. */
    private static final Duration STILL = Duration.ofMillis(400);

    private final PackagedApplication application;
    private final ApiClient client;
    private final Peer peer = Peer.werift("--width", "640", "--height", "360");
    private String id;

    StandingFrameIT(PackagedApplication application, ApiClient client) {
        this.application = application;
        this.client = client;
    }

    @BeforeEach
    void stopTheSourceOfALiveSession() {
        peer.behave();
        id = client.open(peer.secretWhepUrl());
        client.awaitState(id, "LIVE");
        awaitFramesThatNobodyAskedFor();
        peer.control(Map.of("media", "stop"));
        awaitNoMoreFrames();
    }

    @AfterEach
    void end() {
        client.endAll();
        application.awaitNothingHeld();
    }

    @AfterAll
    void stop() {
        peer.awaitAllDeleted();
        peer.close();
    }

    @Test
    void aHundredPollsOfOneFrameCostOneEncode() {
        double before = application.metric("sightglass_jpeg_encodes_total");

        List<CompletableFuture<Http.Answer>> polls =
                IntStream.range(0, 100).mapToObj(i -> client.frameAsync(id)).toList();
        List<Http.Answer> answers = polls.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Http.Answer::status).containsOnly(200);
        assertThat(answers.stream().map(answer -> answer.header("ETag")).distinct())
                .hasSize(1);
        assertThat(application.metric("sightglass_jpeg_encodes_total") - before)
                .as("encodes")
                .isEqualTo(1);
    }

    @Test
    void aClientThatHasTheFrameIsToldSoWithoutABody() {
        Sighting sighting = Sighting.of(client.frame(id));

        Http.Answer again = client.frame(id, "If-None-Match", sighting.etag());

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(sighting.etag());
        assertThat(again.number("Frame-Sequence")).isEqualTo(sighting.sequence());
    }

    @Test
    void aClientThatHasAnotherFrameGetsThePicture() {
        assertThat(client.frame(id, "If-None-Match", "\"another\"").status()).isEqualTo(200);
    }

    /** The first frame of a session is encoded unasked; the newest must be one that is not. */
    private void awaitFramesThatNobodyAskedFor() {
        double before = framesDecoded();
        await("some frames").atMost(ApiClient.PATIENCE).until(() -> framesDecoded() > before + 5);
    }

    private double framesDecoded() {
        return application.metric("sightglass_frames_decoded_total");
    }

    private void awaitNoMoreFrames() {
        double[] last = {-1};
        await("no more frames").pollInterval(STILL).atMost(ApiClient.PATIENCE).until(() -> {
            double now = framesDecoded();
            boolean still = now == last[0];
            last[0] = now;
            return still;
        });
    }
}
