// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testcard.TestCardReader;
import dev.sightglass.whep.webrtc.WebRtc;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Answers that are held back until there is a picture that satisfies them, or their time is up. */
@ShippedApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitsIT {
    /** No test waits for as long as it allows. */
    private static final String LONG = "wait=20s";

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @Autowired
    Api api;

    @Autowired
    WebRtc webRtc;

    private SlowCamera camera;
    private String id;

    @BeforeAll
    void open() {
        camera = new SlowCamera(webRtc);
        id = api.open(camera.session());
        api.awaitLive(id);
    }

    @AfterAll
    void end() {
        api.end(id);
        camera.close();
    }

    @Test
    void theNextNewerFrameComes() {
        Timed last = frame(LONG);
        for (int i = 0; i < 3; i++) {
            Timed next = frame(LONG, "If-None-Match", last.header("ETag"));

            assertThat(next.status()).isEqualTo(200);
            assertThat(next.number("Frame-Sequence")).isGreaterThan(last.number("Frame-Sequence"));
            assertThat(next.drawn()).isGreaterThan(last.drawn());
            last = next;
        }
    }

    @Test
    void nothingNewerInTimeIsNotModified() {
        Timed known = justArrived();

        Timed answer = frame("wait=250ms", "If-None-Match", known.header("ETag"));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.answer().body()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo(known.header("ETag"));
        assertThat(answer.took()).isBetween(Duration.ofMillis(250), SlowCamera.PERIOD.plus(AT_ONCE));
    }

    @Test
    void aPreferenceIsTakenAndNamed() {
        Timed answer = frame("", "If-None-Match", justArrived().header("ETag"), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.took()).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void theParameterGoesBeforeThePreference() {
        Timed answer = frame("wait=250ms", "If-None-Match", justArrived().header("ETag"), "Prefer", "wait=20");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Preference-Applied")).isEqualTo("none");
    }

    @Test
    void whoHasEveryPictureIsToldSoAtOnce() {
        Timed answer = frame(LONG, "If-None-Match", "*");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.took()).isLessThan(AT_ONCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b1e2f3a4-5b6c-4d8e-9f0a-1b2c3d4e5f6a-1-1-1280q80\"", "\"", "x"})
    void aTagOfNoPictureOfTheSessionIsNothingToWaitFor(String tag) {
        Timed answer = frame(LONG, "If-None-Match", tag);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.took()).isLessThan(AT_ONCE);
    }

    @Test
    void aPictureThatIsYoungEnoughIsWaitedFor() {
        Timed answer = frame("max_age=60ms&" + LONG);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.number("Frame-Age-Ms")).isLessThanOrEqualTo(60);
    }

    @Test
    void noPictureIsOlderThanItMayBe() {
        String fast = api.openLive();
        try {
            int pictures = 0;
            for (int i = 0; i < 500; i++) {
                Timed answer = frameOf(fast, "max_age=60ms" + (i % 5 == 0 ? "&wait=1s" : ""));
                if (answer.status() == 200) {
                    pictures++;
                    assertThat(answer.number("Frame-Age-Ms")).isLessThanOrEqualTo(60);
                } else {
                    assertThatAnswer(answer.answer(), Envelope.frameNotAvailable("frame:stale"));
                }
            }
            assertThat(pictures).isPositive();
        } finally {
            api.end(fast);
        }
    }

    @Test
    void theFirstPictureComesOnceTheSessionIsLive() {
        String young = api.open(camera.session());

        Timed answer = frameOf(young, LONG);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.drawn()).isPositive();
        api.end(young);
    }

    @Test
    void aSessionThatDoesNotGetLiveInTimeHasNoPicture() {
        String assigned = api.open(Api.onNothing());
        Timed warming = frameOf(assigned, "wait=250ms");
        api.end(assigned);
        String requested = api.open("{\"lat\": 1, \"lng\": 2, \"maxDurationSeconds\": 60}");
        Timed notStarted = frameOf(requested, "wait=250ms");
        api.end(requested);

        assertThatAnswer(warming.answer(), Envelope.frameNotAvailable("frame:warmingUp"));
        assertThat(warming.took()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        assertThat(warming.header("Retry-After")).isEqualTo("1");
        assertThatAnswer(notStarted.answer(), Envelope.frameNotAvailable("frame:notStarted"));
        assertThat(notStarted.took()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aSessionThatIsOverIsNothingToWaitFor() {
        String over = api.open(Api.onNothing());
        api.end(over);

        Timed answer = frameOf(over, LONG);

        assertThatAnswer(answer.answer(), Envelope.frameNotAvailable("frame:ended"));
        assertThat(answer.took()).isLessThan(AT_ONCE);
    }

    /** A picture that nothing newer follows for most of the camera's period. */
    private Timed justArrived() {
        return frame(LONG, "If-None-Match", frame("").header("ETag"));
    }

    private Timed frame(String query, String... headers) {
        return frameOf(id, query, headers);
    }

    private Timed frameOf(String session, String query, String... headers) {
        var request = api.request("/sessions/" + session + "/frame" + (query.isEmpty() ? "" : "?" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = api.send(request);
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - began));
    }

    /** An answer and how long it took. */
    private record Timed(HttpResponse<byte[]> answer, Duration took) {
        int status() {
            return answer.statusCode();
        }

        String header(String name) {
            return answer.headers().firstValue(name).orElse("none");
        }

        long number(String name) {
            return Long.parseLong(header(name));
        }

        /** The number that the camera has drawn into the picture. */
        long drawn() {
            return TestCardReader.ofJpeg(answer.body()).read().counter();
        }
    }
}
