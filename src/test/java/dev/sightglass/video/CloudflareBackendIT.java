// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.sightglass.video.FakeCloudflare.Mischief;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One call to Cloudflare's API, against a server that answers as its documentation says, and as it does not. */
class CloudflareBackendIT {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final InputName NAME = new InputName(UUID.randomUUID(), "0123456789abcdef0123456789abcdef");

    private FakeCloudflare cloudflare;
    private CloudflareBackend backend;

    @BeforeEach
    void start() throws IOException {
        cloudflare = FakeCloudflare.start();
        backend = backendOf(cloudflare.baseUrl(), FakeCloudflare.TOKEN);
    }

    @AfterEach
    void stop() {
        backend.close();
        cloudflare.close();
    }

    private static CloudflareBackend backendOf(URI base, String token) {
        URI inputs = URI.create(base + "/accounts/" + FakeCloudflare.ACCOUNT + "/stream/live_inputs");
        return new CloudflareBackend(new CloudflareApi(inputs, token, new FakeClock()), LONG);
    }

    @Test
    void makesAnInputNamedAfterItsSession() {
        VideoInput input = backend.create(NAME, LONG);

        assertThat(input.ref()).matches("[0-9a-f]{32}");
        assertThat(input.whipUrl().toString()).endsWith("/SECRETk" + input.ref() + "/webRTC/publish");
        assertThat(input.whepUrl().toString()).endsWith("/" + input.ref() + "/webRTC/play");
        assertThat(input.whepToken()).isNull();
        assertThat(cloudflare.inputs()).containsEntry(input.ref(), NAME.text());
        assertThat(NAME.text()).contains(NAME.sessionId().toString());
    }

    @Test
    void findsItsOwnByNameAndNobodyElses() {
        String ref = backend.create(NAME, LONG).ref();
        cloudflare.make("the cat");
        cloudflare.make("sightglass not-a-session 0123");

        assertThat(backend.list()).containsExactly(new VideoBackend.Found(NAME, ref));
    }

    @Test
    void deletesAnInputAndTakesItsAbsenceForDone() {
        String ref = backend.create(NAME, LONG).ref();

        backend.delete(ref);
        backend.delete(ref);

        assertThat(cloudflare.inputs()).isEmpty();
        assertThat(cloudflare.requests()).endsWith("DELETE " + ref, "DELETE " + ref);
    }

    @Test
    void takesNoInputForDeletedThatItWasInterruptedOver() {
        String ref = backend.create(NAME, LONG).ref();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> backend.delete(ref))
                    .isInstanceOfSatisfying(
                            VideoException.class, e -> assertThat(e.detail()).isEqualTo("video:interrupted"));
        } finally {
            // Asks and clears: the threads of tests are used again.
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY, video:status429, PASSING",
        "BROKEN, video:status500, UNKNOWN",
        "AWAY, video:status503, UNKNOWN",
        "FORBIDDEN, video:status403, REFUSED",
        "REDIRECT, video:status307, REFUSED",
        "REFUSED, video:refused, REFUSED",
        "CUT_AFTER_MAKING, video:unreachable, UNKNOWN",
        "GARBAGE, video:unexpectedAnswer, UNREADABLE",
        "OTHER_JSON, video:unexpectedAnswer, UNREADABLE",
        "HUGE, video:unexpectedAnswer, UNREADABLE"
    })
    void saysWhatBecameOfACallWithoutRepeatingTheAnswer(Mischief mischief, String detail, VideoException.Kind kind) {
        cloudflare.plan(mischief);

        VideoException failure = catchThrowableOfType(VideoException.class, () -> backend.create(NAME, LONG));

        assertThat(failure.code()).isEqualTo("VIDEO_ERROR");
        assertThat(failure.detail()).isEqualTo(detail);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasNoCause().message().isEqualTo("VIDEO_ERROR " + detail);
        assertThat(cloudflare.requests()).containsExactly("POST");
    }

    @Test
    void passesOnHowLongToWait() {
        cloudflare.plan(Mischief.TOO_MANY);

        VideoException failure = catchThrowableOfType(VideoException.class, () -> backend.create(NAME, LONG));

        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(failure.retryAfterSeconds()).isEqualTo(2);
    }

    @Test
    void endsAtItsTimeLimitWithSomethingPerhapsMade() {
        cloudflare.plan(Mischief.SILENCE_AFTER_MAKING);

        VideoException failure = catchThrowableOfType(VideoException.class, () -> backend.create(NAME, SHORT));

        assertThat(failure.detail()).isEqualTo("video:timeout");
        assertThat(failure.mayHaveMade()).isTrue();
        await().atMost(LONG).untilAsserted(() -> assertThat(cloudflare.inputs()).hasSize(1));
    }

    @Test
    void madeNothingWhereNobodyListens() {
        try (CloudflareBackend nowhere = backendOf(URI.create("http://127.0.0.1:1/client/v4"), "t")) {
            VideoException failure = catchThrowableOfType(VideoException.class, () -> nowhere.create(NAME, LONG));

            assertThat(failure.detail()).isEqualTo("video:unreachable");
            assertThat(failure.isPassing()).isTrue();
            assertThat(failure.mayHaveMade()).isFalse();
        }
    }

    @Test
    void isRefusedWithAnotherToken() {
        try (CloudflareBackend stranger = backendOf(cloudflare.baseUrl(), "wrong")) {
            assertThatThrownBy(() -> stranger.create(NAME, LONG)).hasMessage("VIDEO_ERROR video:status403");
        }
    }

    @Test
    void doesNotTakeARefusedDeletionForDone() {
        String ref = backend.create(NAME, LONG).ref();
        cloudflare.plan(Mischief.FORBIDDEN);

        assertThatThrownBy(() -> backend.delete(ref)).hasMessage("VIDEO_ERROR video:status403");
    }
}
