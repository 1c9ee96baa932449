// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FreshestSnapshotTest {

    private static final String SESSION = "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";
    private static final Variant USUAL = Variant.jpeg(1280, 80);
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final AtomicLong nanoTime = new AtomicLong(1_000_000_000);
    private final SnapshotCache cache = new SnapshotCache(1_000_000, Duration.ofMinutes(1));
    private final FakeFrames frames = new FakeFrames(cache);
    private final Encodes encodes = new Encodes(
            frames,
            new FrameVariants(USUAL, 8),
            new EncodeTurns(Integer.MAX_VALUE, 1, Duration.ofSeconds(10)),
            nanoTime::get);
    private final FreshestSnapshot snapshots = new FreshestSnapshot(
            cache, encodes, new FreshestSnapshot.Limits(MAX_AGE, Duration.ofSeconds(10)), nanoTime::get);

    @Test
    void saysWarmingUpWhileNothingIsDecoded() {
        assertFailsWith("frame:warmingUp");
    }

    @Test
    void failsAtOnceWhenTheRouteIsTooBusy() {
        frames.decode(1, 1, nanoTime.get());
        frames.refuse(SnapshotUnavailableException.busy());

        assertFailsWith("frame:busy");
    }

    @Test
    void failsWhenTheRouteEndsWithoutASnapshot() {
        frames.decode(1, 1, nanoTime.get());
        frames.finishWithoutSnapshot();

        assertFailsWith("frame:encodeFailed");
    }

    @Test
    void givesUpAtTheDeadlineOfAnEncodeThatNeverEnds() {
        FreshestSnapshot impatient = new FreshestSnapshot(
                cache, encodes, new FreshestSnapshot.Limits(MAX_AGE, Duration.ofMillis(50)), nanoTime::get);
        frames.decode(1, 1, nanoTime.get());
        frames.slowDown();

        assertThatThrownBy(() -> get(impatient)).hasRootCauseMessage("frame:timeout");
    }

    @Nested
    class WhenAFrameWasJustDecoded {

        WhenAFrameWasJustDecoded() {
            frames.decode(1, 7, nanoTime.get());
        }

        @Test
        void encodesIt() {
            assertThat(get(snapshots).stamp().sequence()).isEqualTo(7);
        }

        @Test
        void encodesItOnceHoweverManyAskOneAfterTheOther() {
            get(snapshots);
            get(snapshots);

            assertThat(frames.encodes()).isEqualTo(1);
        }

        @Test
        void encodesItOnceHoweverManyAskAtTheSameTime() throws Exception {
            frames.slowDown();
            int askers = 100;
            CountDownLatch asked = new CountDownLatch(askers);
            ExecutorService pool = Executors.newFixedThreadPool(8);
            try {
                List<Future<CompletionStage<Snapshot>>> answers = new ArrayList<>();
                for (int i = 0; i < askers; i++) {
                    answers.add(pool.submit(() -> {
                        CompletionStage<Snapshot> answer = snapshots.get(SESSION, USUAL, Payer.nobody());
                        asked.countDown();
                        return answer;
                    }));
                }
                assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
                frames.finish();

                for (Future<CompletionStage<Snapshot>> answer : answers) {
                    assertThat(answer.get().toCompletableFuture().join().stamp().sequence())
                            .isEqualTo(7);
                }
            } finally {
                pool.shutdownNow();
            }
            assertThat(frames.encodes()).isEqualTo(1);
        }

        @Test
        void encodesItOnceForThoseWhoAskedBeforeAndAfterAWorkerWasFree() {
            frames.occupyWorkers();
            CompletionStage<Snapshot> before = snapshots.get(SESSION, USUAL, Payer.nobody());
            frames.slowDown();
            frames.freeWorkers();
            CompletionStage<Snapshot> after = snapshots.get(SESSION, USUAL, Payer.nobody());
            frames.finish();

            assertThat(before.toCompletableFuture().join())
                    .isSameAs(after.toCompletableFuture().join());
            assertThat(frames.encodes()).isEqualTo(1);
        }

        @Test
        void takesTheFrameThatIsNewestWhenAWorkerIsFree() {
            frames.occupyWorkers();
            CompletionStage<Snapshot> answer = snapshots.get(SESSION, USUAL, Payer.nobody());
            frames.decode(1, 9, nanoTime.get());
            frames.freeWorkers();

            assertThat(answer.toCompletableFuture().join().stamp().sequence()).isEqualTo(9);
        }

        @Test
        void letsOneEncodeWaitForAWorkerHoweverManyFramesCome() {
            frames.occupyWorkers();
            List<CompletionStage<Snapshot>> answers = new ArrayList<>();
            for (int sequence = 8; sequence < 50; sequence++) {
                frames.decode(1, sequence, nanoTime.get());
                answers.add(snapshots.get(SESSION, USUAL, Payer.nobody()));
            }
            assertThat(frames.queued()).isEqualTo(1);
            frames.freeWorkers();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(
                                    answer.toCompletableFuture().join().stamp().sequence())
                            .isEqualTo(49));
            assertThat(frames.encodes()).isEqualTo(1);
        }

        @Test
        void sharesTheEncodeOfAFrameThatTwoWaitersMeet() {
            frames.slowDown();
            CompletionStage<Snapshot> first = snapshots.get(SESSION, USUAL, Payer.nobody());
            frames.occupyWorkers();
            frames.decode(1, 8, nanoTime.get());
            CompletionStage<Snapshot> second = snapshots.get(SESSION, USUAL, Payer.nobody());
            frames.decode(1, 7, nanoTime.get());
            frames.freeWorkers();
            frames.finish();

            assertThat(second.toCompletableFuture().join())
                    .isSameAs(first.toCompletableFuture().join());
            assertThat(frames.encodes()).isEqualTo(1);
        }

        @Test
        void servesItEvenIfAStepAfterTheCacheFails() {
            frames.failAfterwards(new IllegalStateException("disk full"));

            assertThat(get(snapshots).stamp().sequence()).isEqualTo(7);
        }

        @Test
        void saysInTheSameWordsWhyItCannotBeShownAsAskedFor() {
            frames.refuse(new RegionOutsideException());

            assertThatThrownBy(() -> get(snapshots)).hasRootCauseInstanceOf(RegionOutsideException.class);
        }

        @Test
        void encodesItOncePerVariant() {
            get(snapshots);
            snapshots
                    .get(SESSION, Variant.jpeg(512, 80), Payer.nobody())
                    .toCompletableFuture()
                    .join();

            assertThat(frames.encodes()).isEqualTo(2);
        }

        @Test
        void servesItAtExactlyTheLimitOfAge() {
            nanoTime.addAndGet(MAX_AGE.toNanos());

            assertThat(get(snapshots).stamp().sequence()).isEqualTo(7);
        }

        @Test
        void callsItStaleBeyondTheLimitOfAgeEvenIfItIsCached() {
            get(snapshots);
            nanoTime.addAndGet(MAX_AGE.toNanos() + 1);

            assertFailsWith("frame:stale");
        }

        @Test
        void doesNotServeItWhenItGrewTooOldDuringItsEncode() {
            frames.slowDown();
            CompletionStage<Snapshot> answer = snapshots.get(SESSION, USUAL, Payer.nobody());
            nanoTime.addAndGet(MAX_AGE.toNanos() + 1);
            frames.finish();

            assertThatThrownBy(() -> answer.toCompletableFuture().join()).hasRootCauseMessage("frame:stale");
        }

        @Test
        void encodesTheNextFrameAnew() {
            get(snapshots);
            frames.decode(1, 8, nanoTime.get());

            assertThat(get(snapshots).stamp().sequence()).isEqualTo(8);
            assertThat(frames.encodes()).isEqualTo(2);
        }

        @Test
        void takesTheFirstFrameOfALaterEpochForNewer() {
            get(snapshots);
            frames.decode(2, 1, nanoTime.get());

            assertThat(get(snapshots).stamp().epoch()).isEqualTo(2);
        }
    }

    private void assertFailsWith(String label) {
        assertThatThrownBy(() -> get(snapshots))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage(label);
    }

    private static Snapshot get(FreshestSnapshot snapshots) {
        return snapshots
                .get(SESSION, USUAL, Payer.nobody())
                .toCompletableFuture()
                .join();
    }
}
