// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.whep.webrtc.WebRtc;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** More requests that wait than there are threads, and what ends them. */
@ShippedApplication
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyWaitersIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyWaitersIT.class);

    /** Five times the container's threads. */
    private static final int MANY = 1000;

    /** Much less than the waits that were asked for, on a machine that does something else as well. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern TAG = Pattern.compile("\"(.*-)([0-9]+)(-[^-]*)\"");

    @Autowired
    Api api;

    @Autowired
    WebRtc webRtc;

    private SlowCamera camera;

    @BeforeAll
    void start() {
        camera = new SlowCamera(webRtc);
    }

    @AfterAll
    void stop() {
        camera.close();
    }

    @Test
    void allHearAtOnceThatTheirSessionIsOver() {
        String id = api.open(camera.session());
        api.awaitLive(id);
        List<CompletableFuture<HttpResponse<byte[]>>> answers =
                wait(MANY, waiting(id).header("If-None-Match", thisAndTheNext(id)));

        assertThat(api.get("/sessions/" + id + "/frame").statusCode()).isEqualTo(200);
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        api.end(id);
        long ended = System.nanoTime();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

        Duration took = Duration.ofNanos(System.nanoTime() - ended);
        LOG.info("{} waiters answered in {} ms", MANY, took.toMillis());
        assertThat(took).isLessThan(AT_ONCE);
        assertAllEnded(answers);
    }

    @Test
    void allHearAtOnceThatTheirSessionNeverBegan() {
        String id = api.open(Api.onNothing());
        List<CompletableFuture<HttpResponse<byte[]>>> answers = wait(100, waiting(id));

        api.end(id);
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

        assertAllEnded(answers);
    }

    @Test
    void whoeverGoesIsForgottenAndNoErrorIsLogged(CapturedOutput output) throws IOException {
        String id = api.open(Api.onNothing());
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket client = api.connect();
            client.getOutputStream()
                    .write(("GET /api/v1/sessions/" + id
                                    + "/frame?wait=30s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + Api.KEY
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            clients.add(client);
        }
        awaitWaiters(50);

        for (Socket client : clients) {
            client.close();
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(waiters()).isZero());
        api.end(id);
        assertThat(output.getAll()).doesNotContain("ERROR").doesNotContain("CancellationException");
    }

    private void assertAllEnded(List<CompletableFuture<HttpResponse<byte[]>>> answers) {
        assertThat(answers)
                .allSatisfy(answer -> assertThatAnswer(answer.join(), Envelope.frameNotAvailable("frame:ended")));
        assertThat(waiters()).isZero();
    }

    private HttpRequest.Builder waiting(String id) {
        return api.request("/sessions/" + id + "/frame?wait=25s");
    }

    private List<CompletableFuture<HttpResponse<byte[]>>> wait(int count, HttpRequest.Builder request) {
        List<CompletableFuture<HttpResponse<byte[]>>> answers =
                IntStream.range(0, count).mapToObj(i -> api.sendAsync(request)).toList();
        awaitWaiters(count);
        return answers;
    }

    /** Tags of the newest frame and of those of the next 20 s, so that nothing is news to their owner. */
    private String thisAndTheNext(String id) {
        Matcher newest = TAG.matcher(api.get("/sessions/" + id + "/frame")
                .headers()
                .firstValue("ETag")
                .orElseThrow());
        assertThat(newest.matches()).isTrue();
        long sequence = Long.parseLong(newest.group(2));
        return IntStream.range(0, 40)
                .mapToObj(i -> "\"" + newest.group(1) + (sequence + i) + newest.group(3) + "\"")
                .collect(Collectors.joining(", "));
    }

    private void awaitWaiters(int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(waiters()).isEqualTo(count));
    }

    private double waiters() {
        return api.metric("sightglass_frame_waiters");
    }
}
