// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.platform.ContractException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NextSnapshotTest {

    private static final String SESSION = "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";
    private static final Variant USUAL = Variant.jpeg(1280, 80);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Predicate<String> NONE = etag -> false;
    private static final int MOST = 1000;

    private final AtomicLong nanoTime = new AtomicLong(1_000_000_000);
    private final SnapshotCache cache = new SnapshotCache(1_000_000, Duration.ofMinutes(1));
    private final FakeFrames frames = new FakeFrames(cache);
    private final FakeNews news = new FakeNews();
    private final FakeDeadlines deadlines = new FakeDeadlines(nanoTime);
    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.LIVE);
    private final Queue<Runnable> answers = new ArrayDeque<>();
    private final NextSnapshot snapshots = new NextSnapshot(
            new FreshestSnapshot(
                    cache,
                    new Encodes(
                            frames,
                            new FrameVariants(USUAL, 8),
                            new EncodeTurns(Integer.MAX_VALUE, 1, Duration.ofSeconds(10)),
                            nanoTime::get),
                    new FreshestSnapshot.Limits(LIMIT, Duration.ofSeconds(10)),
                    nanoTime::get),
            new NextSnapshot.Means(news, session -> standing.get(), answers::add, 2, deadlines, MOST));

    @AfterEach
    void nothingIsLeftBehind() {
        snapshots.close();
        answer();

        assertThat(snapshots.waiting()).isZero();
        assertThat(news.listeners()).isZero();
        assertThat(deadlines.timers()).isZero();
    }

    @Nested
    class WithoutAWait {

        @Test
        void answersWithTheNewestAtOnce() {
            decode(7);

            assertThat(sequenceOf(ask(NONE, Duration.ZERO))).isEqualTo(7);
        }

        @Test
        void answersWithAPictureThatTheAskerHas() {
            decode(7);

            assertThat(sequenceOf(ask(etag -> true, Duration.ZERO))).isEqualTo(7);
        }

        @Test
        void refusesAPictureThatIsOlderThanTheAskerWants() {
            decode(7);
            ask(NONE, Duration.ZERO);
            nanoTime.addAndGet(Duration.ofMillis(501).toNanos());

            assertFailsWith(ask(NONE, Duration.ZERO, Duration.ofMillis(500)), "frame:stale");
        }

        @Test
        void leavesTheEncodersThreadBeforeItAnswers() {
            decode(7);
            frames.slowDown();
            CompletableFuture<Snapshot> answer = ask(NONE, Duration.ZERO);
            frames.finish();

            assertThat(answer).isNotDone();
            answer();
            assertThat(sequenceOf(answer)).isEqualTo(7);
        }
    }

    @Nested
    class WhenAPictureIsThere {

        private final String etag;

        WhenAPictureIsThere() {
            decode(7);
            etag = ask(NONE, Duration.ZERO).join().etag();
        }

        @Test
        void answersAtOnceIfTheAskerDoesNotHaveIt() {
            assertThat(sequenceOf(ask(NONE, WAIT))).isEqualTo(7);
        }

        @Test
        void waitsForTheNextIfTheAskerHasIt() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);
            assertThat(answer).isNotDone();

            decodeAndTell(8);
            answer();

            assertThat(sequenceOf(answer)).isEqualTo(8);
        }

        @Test
        void waitsForTheNextIfItIsTooOldForTheAsker() {
            nanoTime.addAndGet(Duration.ofMillis(501).toNanos());
            CompletableFuture<Snapshot> answer = ask(NONE, WAIT, Duration.ofMillis(500));
            answer();
            assertThat(answer).isNotDone();

            decodeAndTell(8);
            answer();

            assertThat(sequenceOf(answer)).isEqualTo(8);
        }

        @Test
        void answersWithTheKnownOneWhenTheTimeIsUp() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, Duration.ofSeconds(2));

            deadlines.pass(Duration.ofSeconds(2));
            answer();

            assertThat(answer.join().etag()).isEqualTo(etag);
        }

        @Test
        void failsWhenTheTimeIsUpAndThePictureHasGrownStale() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);

            deadlines.pass(WAIT);
            answer();

            assertFailsWith(answer, "frame:stale");
        }

        @Test
        void holdsNoAnswerBackForLongerThanHalfAMinute() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, Duration.ofDays(10_000));

            deadlines.pass(NextSnapshot.LONGEST_WAIT);
            answer();

            assertThat(answer).isCompletedExceptionally();
        }

        @Test
        void answersAtOnceToWhoeverKnowsEveryPicture() {
            assertThat(ask(every -> true, WAIT).join().etag()).isEqualTo(etag);
        }

        @Test
        void choosesThePictureWhenTheAnswerBegins() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);
            decodeAndTell(8);
            decodeAndTell(9);
            answer();

            assertThat(sequenceOf(answer)).isEqualTo(9);
        }

        @Test
        void givesNobodyAPictureThatGrewTooOldBeforeItsTurn() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT, Duration.ofMillis(100));
            decodeAndTell(8);
            nanoTime.addAndGet(Duration.ofMillis(101).toNanos());
            answer();
            assertThat(answer).isNotDone();

            decodeAndTell(9);
            answer();

            assertThat(sequenceOf(answer)).isEqualTo(9);
        }

        @Test
        void encodesAFrameOnceForAllWhoWait() {
            int before = frames.encodes();
            List<CompletableFuture<Snapshot>> all = IntStream.range(0, 500)
                    .mapToObj(i -> ask(etag::equals, WAIT))
                    .toList();

            decodeAndTell(8);
            answer();

            assertThat(all).allSatisfy(each -> assertThat(sequenceOf(each)).isEqualTo(8));
            assertThat(frames.encodes()).isEqualTo(before + 1);
        }

        @Test
        void encodesNothingForFramesThatNobodyWaitsFor() {
            ask(etag::equals, WAIT).cancel(false);
            int before = frames.encodes();

            decodeAndTell(8);

            assertThat(frames.encodes()).isEqualTo(before);
        }

        @Test
        void runsNoAnswerOnTheThreadThatTells() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);
            decodeAndTell(8);

            assertThat(answer).isNotDone();
        }

        @Test
        void forgetsWhoeverHasGone() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);
            assertThat(snapshots.waiting()).isEqualTo(1);

            answer.cancel(false);

            assertThat(snapshots.waiting()).isZero();
            assertThat(news.listeners()).isZero();
            assertThat(deadlines.timers()).isZero();
        }

        @Test
        void letsOnlySoManyWait() {
            IntStream.range(0, MOST).forEach(i -> ask(etag::equals, WAIT));

            assertFailsWith(ask(etag::equals, WAIT), "frame:tooManyWaiters");
            assertThat(snapshots.waiting()).isEqualTo(MOST);
        }

        @Test
        void tellsEverybodyAtOnceThatTheSessionIsOver() {
            List<CompletableFuture<Snapshot>> all = IntStream.range(0, 1000)
                    .mapToObj(i -> ask(etag::equals, WAIT))
                    .toList();

            standing.set(Standing.ENDED);
            news.tell();
            answer();

            assertThat(all).allSatisfy(each -> assertFailsWith(each, "frame:ended"));
        }

        @Test
        void tellsEverybodyThatTheProcessStops() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);

            snapshots.close();
            answer();

            assertFailsWith(answer, "frame:stopping");
            CompletableFuture<Snapshot> late = ask(etag::equals, WAIT);
            answer();
            assertFailsWith(late, "frame:stopping");
        }

        @Test
        void triesAgainWhenTheEncoderWasBusy() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);
            frames.refuse(SnapshotUnavailableException.busy());
            decodeAndTell(8);
            answer();
            assertThat(answer).isNotDone();

            frames.refuse(null);
            deadlines.pass(Duration.ofMillis(50));
            answer();

            assertThat(sequenceOf(answer)).isEqualTo(8);
        }

        @Test
        void refusesOnlyTheOneWhoIsOverTheLimit() {
            CompletableFuture<Snapshot> first = ask(etag::equals, WAIT);
            CompletableFuture<Snapshot> second = ask(etag::equals, WAIT);
            frames.refuseOnce(new Refusal("RATE_LIMITED"));
            decodeAndTell(8);
            answer();

            assertFailsWith(first, "RATE_LIMITED frame:refused");
            assertThat(sequenceOf(second)).isEqualTo(8);
        }

        @Test
        void refusesEverybodyWhoAsksForTheImpossible() {
            List<CompletableFuture<Snapshot>> all =
                    IntStream.range(0, 3).mapToObj(i -> ask(etag::equals, WAIT)).toList();
            frames.refuseOnce(new Refusal("INVALID_INPUT"));
            decodeAndTell(8);
            answer();

            assertThat(all).allSatisfy(each -> assertFailsWith(each, "INVALID_INPUT frame:refused"));
        }

        @Test
        void looksAgainAtAFrameThatCameDuringAnEncode() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT, Duration.ofMillis(100));
            frames.slowDown();
            decodeAndTell(8);
            nanoTime.addAndGet(Duration.ofMillis(101).toNanos());
            decodeAndTell(9);
            frames.finish();
            answer();

            assertThat(sequenceOf(answer)).isEqualTo(9);
        }

        @Test
        void failsWhoWaitsIfNobodyCanSayWhereTheSessionStands() {
            CompletableFuture<Snapshot> answer = ask(etag::equals, WAIT);

            standing.set(null);
            news.tell();
            answer();

            assertThat(answer).isCompletedExceptionally();
        }

        @Test
        void waitsInEachVariantForItself() {
            CompletableFuture<Snapshot> usual = ask(etag::equals, WAIT);
            CompletableFuture<Snapshot> small = snapshots
                    .get(new SnapshotRequest(SESSION, Variant.jpeg(512, 80), LIMIT, WAIT, NONE, Payer.nobody()))
                    .toCompletableFuture();
            answer();

            assertThat(small.join().key().variant()).isEqualTo(Variant.jpeg(512, 80));
            assertThat(usual).isNotDone();
        }
    }

    @Nested
    class WhenTheSessionIsNotLiveYet {

        WhenTheSessionIsNotLiveYet() {
            standing.set(Standing.WARMING_UP);
        }

        @Test
        void answersNothingBeforeItIsLive() {
            CompletableFuture<Snapshot> answer = ask(NONE, WAIT);
            decodeAndTell(1);
            answer();
            assertThat(answer).isNotDone();

            standing.set(Standing.LIVE);
            news.tell();
            answer();

            assertThat(sequenceOf(answer)).isEqualTo(1);
        }

        @Test
        void saysAtTheDeadlineThatItIsWarmingUp() {
            CompletableFuture<Snapshot> answer = ask(NONE, WAIT);
            deadlines.pass(WAIT);
            answer();

            assertFailsWith(answer, "frame:warmingUp");
        }

        @Test
        void saysAtTheDeadlineThatNobodyHasStartedIt() {
            standing.set(Standing.NOT_STARTED);
            CompletableFuture<Snapshot> answer = ask(NONE, WAIT);
            deadlines.pass(WAIT);
            answer();

            assertFailsWith(answer, "frame:notStarted");
        }

        @Test
        void letsNobodyWaitForASessionThatIsOver() {
            standing.set(Standing.ENDED);

            assertFailsWith(ask(NONE, WAIT), "frame:ended");
        }
    }

    private void decode(long sequence) {
        frames.decode(1, sequence, nanoTime.get());
    }

    private void decodeAndTell(long sequence) {
        decode(sequence);
        news.tell();
    }

    /** Runs the threads of answers until they have nothing to do. */
    private void answer() {
        for (Runnable task = answers.poll(); task != null; task = answers.poll()) {
            task.run();
        }
    }

    private CompletableFuture<Snapshot> ask(Predicate<String> known, Duration wait) {
        return ask(known, wait, LIMIT);
    }

    private CompletableFuture<Snapshot> ask(Predicate<String> known, Duration wait, Duration maxAge) {
        return snapshots
                .get(new SnapshotRequest(SESSION, USUAL, maxAge, wait, known, Payer.nobody()))
                .toCompletableFuture();
    }

    private static long sequenceOf(CompletableFuture<Snapshot> answer) {
        assertThat(answer).isDone();
        return answer.join().stamp().sequence();
    }

    private static void assertFailsWith(CompletableFuture<Snapshot> answer, String label) {
        assertThat(answer).isDone();
        assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).hasRootCauseMessage(label);
    }

    private static final class Refusal extends ContractException {
        Refusal(String code) {
            super(code, "frame:refused");
        }
    }
}
