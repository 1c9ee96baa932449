// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.video.FakeCloudflare;
import dev.sightglass.video.FakeCloudflare.Mischief;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Starting sessions over HTTP with Cloudflare's API behind it, whose inputs play the test camera. */
@ExtendWith(OutputCaptureExtension.class)
class CloudflareVideoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static FakeCloudflare cloudflare;
    private static VideoApplication app;
    private static String camera;

    @BeforeAll
    static void open() throws IOException {
        cloudflare = FakeCloudflare.start();
        app = new VideoApplication(whepUrl -> {
            camera = whepUrl;
            cloudflare.playAt(whepUrl + "?input=UID");
            return Map.of(
                    "backend", "cloudflare",
                    "max-concurrent-starts", "1",
                    "cloudflare.account-id", FakeCloudflare.ACCOUNT,
                    "cloudflare.api-token", FakeCloudflare.TOKEN,
                    "cloudflare.base-url", cloudflare.baseUrl().toString(),
                    "cloudflare.request-timeout", "3s",
                    "cloudflare.time-limit", "3s");
        });
    }

    @AfterAll
    static void close() {
        app.close();
        cloudflare.close();
    }

    /** The operator serves one session at a time; what was made goes in the background, and is not to eat the next test's mischief. */
    @AfterEach
    void release() {
        app.closeAll();
        awaitNoInputs();
    }

    private static void awaitNoInputs() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cloudflare.inputs()).isEmpty());
    }

    @Test
    void makesAnInputThatGoesLiveAndDeletesItAfterTheEnd(CapturedOutput output) {
        String id = app.assigned();

        JsonNode started = app.started(id);

        String ref = started.get("videoBackendRef").asText();
        assertThat(cloudflare.inputs().get(ref)).contains(id);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(app.stateOf(id)).isEqualTo("LIVE"));
        assertThat(cloudflare.inputs()).containsKey(ref);

        app.post(app.consumer, "/sessions/" + id + "/end");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cloudflare.inputs()).doesNotContainKey(ref));
        assertThat(cloudflare.requests()).contains("DELETE " + ref);
        // Written when the answer is there, which is after Cloudflare has deleted it.
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(output.getAll()).contains("event=video-input-made", "event=video-input-deleted"));
        assertThat(output.getAll()).doesNotContain(FakeCloudflare.TOKEN, ref, "SECRETk");
    }

    @Test
    void deletesTheInputOfASessionThatIsCancelled() {
        String id = app.assigned();
        cloudflare.playAt("http://127.0.0.1:9/whep?input=UID");
        app.started(id);
        cloudflare.playAt(camera + "?input=UID");

        app.sessions().cancel(UUID.fromString(id));

        awaitNoInputs();
    }

    @Test
    void answersVideoErrorAndLeavesTheSessionToBeStartedAgain() {
        String id = app.assigned();
        cloudflare.plan(Mischief.FORBIDDEN);

        assertThatAnswer(
                app.start(id), new Envelope.Expected(502, "VIDEO_ERROR", "Video backend error", "video:status403"));

        assertThat(app.stateOf(id)).isEqualTo("ASSIGNED");
        app.started(id);
    }

    @Test
    void isBusyWhileAsManyAreBeingMadeAsMayBe() {
        String id = app.assigned();
        int before = cloudflare.requests().size();
        cloudflare.plan(Mischief.SILENCE);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<?> slow = CompletableFuture.runAsync(() -> app.start(id), other);
            await().atMost(PATIENCE).until(() -> cloudflare.requests().size() > before);

            var answer = app.start(id);

            assertThatAnswer(
                    answer, new Envelope.Expected(503, "UNAVAILABLE", "Service temporarily unavailable", "video:busy"));
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            slow.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } finally {
            other.shutdownNow();
        }
    }
}
