// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.video.VideoException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retries, in a time that only passes while they wait. */
class RetriesTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();
    private final Deque<VideoException> failures = new ArrayDeque<>();
    private final List<Duration> limits = new ArrayList<>();
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), () -> 1);
    private final Retries retries = new Retries(backoff, LIMIT, clock, clock::nanos);

    private String call() {
        return retries.call(limit -> {
            limits.add(limit);
            if (!failures.isEmpty()) {
                throw failures.poll();
            }
            return "made";
        });
    }

    @Test
    void waitsLongerAfterEachFailureAndHandsOnWhatTimeIsLeft() {
        failures.add(VideoException.status(500, null));
        failures.add(VideoException.of(Kind.PASSING, "unreachable"));

        assertThat(call()).isEqualTo("made");
        assertThat(limits).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(9), Duration.ofSeconds(7));
    }

    @Test
    void waitsAsLongAsTheBackendAsks() {
        failures.add(VideoException.status(429, Duration.ofSeconds(6)));

        assertThat(call()).isEqualTo("made");
        assertThat(limits).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(4));
    }

    @Test
    void givesUpAtOnceWhereTheBackendAsksForMoreThanThereIs() {
        failures.add(VideoException.status(429, Duration.ofSeconds(11)));

        assertThatThrownBy(this::call)
                .isInstanceOfSatisfying(
                        VideoException.class,
                        failure -> assertThat(failure.retryAfterSeconds()).isEqualTo(11));
        assertThat(limits).hasSize(1);
        assertThat(clock.nanos()).isZero();
    }

    @Test
    void endsWithinTheLimit() {
        for (int i = 0; i < 100; i++) {
            failures.add(VideoException.status(503, null));
        }

        assertThatThrownBy(this::call).hasMessage("VIDEO_ERROR video:status503");
        assertThat(limits).hasSize(4);
        assertThat(clock.nanos()).isLessThan(LIMIT.toNanos());
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REFUSED", "UNREADABLE"})
    void doesNotRepeatWhatWouldFailAgain(Kind kind) {
        failures.add(VideoException.of(kind, "reason"));

        assertThatThrownBy(this::call).hasMessage("VIDEO_ERROR video:reason");
        assertThat(limits).hasSize(1);
    }

    @Test
    void endsWithTheLastFailureWhenItsWaitIsCutShort() {
        ShutdownPause pause = new ShutdownPause();
        pause.close();
        Retries ending = new Retries(backoff, LIMIT, pause, clock::nanos);

        assertThatThrownBy(() -> ending.call(limit -> {
                    throw VideoException.status(500, null);
                }))
                .hasMessage("VIDEO_ERROR video:status500");
    }

    @Test
    void jittersBetweenHalfAndAll() {
        Backoff least = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), () -> 0);

        assertThat(List.of(least.after(1), least.after(2), least.after(3), least.after(60)))
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(backoff.after(60)).isEqualTo(Duration.ofSeconds(4));
    }
}
