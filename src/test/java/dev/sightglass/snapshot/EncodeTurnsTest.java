// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EncodeTurnsTest {
    private static final int WORKERS = 2;

    private final EncodeTurns turns = new EncodeTurns(WORKERS, 200, Duration.ofMinutes(1));

    /** Encodes under way, in the order in which they began. */
    private final Deque<CompletableFuture<Object>> running = new ArrayDeque<>();

    private final List<String> begun = new ArrayList<>();

    @Test
    void beginAtOnceWhileAWorkerIsFree() {
        take("cats");
        take("cats");

        assertThat(begun).containsExactly("cats", "cats");
    }

    @Test
    void areNoMoreAtOnceThanWorkers() {
        take("cats", 10);

        assertThat(begun).hasSize(WORKERS);
        assertThat(turns.waiting()).isEqualTo(8);
    }

    @Test
    void goToWhoAsksOnceWithinTwoEncodesOfOneWhoAsksAHundredTimes() {
        take("many", 100);
        take("one");

        finishOldest();
        finishOldest();

        assertThat(begun.subList(WORKERS, begun.size())).hasSize(2).contains("one");
    }

    @Test
    void goRoundByWorkspaceWhateverEachAsksFor() {
        take("a", 50);
        take("b", 3);
        take("c", 3);

        for (int i = 0; i < 9; i++) {
            finishOldest();
        }

        assertThat(begun.subList(WORKERS, begun.size())).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
    }

    @Test
    void areRefusedBeyondTheQueueOfAWorkspaceAndOnlyThere() {
        take("many", WORKERS + 200);

        assertThatThrownBy(() -> take("many").toCompletableFuture().join())
                .hasRootCauseInstanceOf(SnapshotUnavailableException.class)
                .hasMessageContaining("frame:busy");
        assertThat(take("one").toCompletableFuture()).isNotDone();
    }

    @Test
    void areRefusedWhenTheyComeTooLateForWhoeverAsked() {
        AtomicLong now = new AtomicLong();
        EncodeTurns late = new EncodeTurns(
                1, 10, Duration.ofMinutes(1), new EncodeTurns.Patience(Duration.ofSeconds(2), now::get));
        CompletableFuture<Object> running = new CompletableFuture<>();
        late.take("cats", () -> running);
        CompletionStage<?> first = late.take("cats", () -> CompletableFuture.completedFuture("too late"));
        now.set(Duration.ofSeconds(1).toNanos());
        CompletionStage<?> second = late.take("cats", () -> CompletableFuture.completedFuture("in time"));

        now.set(Duration.ofMillis(2001).toNanos());
        running.complete("picture");

        assertThat(first)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SnapshotUnavailableException.class);
        assertThat(second).isCompletedWithValueMatching("in time"::equals);
    }

    @Test
    void endAsTheEncodeDoes() {
        CompletionStage<?> good = take("cats");
        CompletionStage<?> bad = take("cats");

        running.remove().complete("picture");
        running.remove().completeExceptionally(new IllegalStateException("broken"));

        assertThat((Object) good.toCompletableFuture().join()).isEqualTo("picture");
        assertThat(bad.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void comeBackFromEncodesThatFail() {
        take("cats", 10);

        for (int i = 0; i < 8; i++) {
            running.remove().completeExceptionally(new IllegalStateException("broken"));
        }

        assertThat(begun).hasSize(10);
    }

    @Test
    void comeBackFromEncodesThatDoNotEvenBegin() {
        for (int i = 0; i < 10; i++) {
            assertThat(turns.take("cats", () -> {
                                throw new IllegalStateException("broken");
                            })
                            .toCompletableFuture())
                    .isCompletedExceptionally();
        }

        take("cats");

        assertThat(begun).hasSize(1);
    }

    @Test
    void comeBackFromEncodesThatAreCancelled() {
        take("cats", 3);

        running.remove().cancel(false);

        assertThat(begun).hasSize(3);
    }

    @Test
    void comeBackFromEncodesThatNeverEnd() {
        EncodeTurns impatient = new EncodeTurns(1, 10, Duration.ofMillis(20));
        impatient.take("cats", CompletableFuture::new);
        CompletionStage<?> next = impatient.take("cats", () -> CompletableFuture.completedFuture(null));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> next.toCompletableFuture().isDone());
    }

    @Test
    void growNoStackHoweverManyEndAtOnce() {
        EncodeTurns one = new EncodeTurns(1, 100_000, Duration.ofMinutes(1));
        CompletableFuture<Object> first = new CompletableFuture<>();
        one.take("cats", () -> first);
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            one.take("cats", () -> CompletableFuture.completedFuture(null))
                    .whenComplete((done, failure) -> ended.incrementAndGet());
        }

        first.complete(null);

        assertThat(ended).hasValue(100_000);
    }

    @Test
    void loseNoneUnderLoadOfManyThreads() throws InterruptedException {
        EncodeTurns shared = new EncodeTurns(3, 1_000, Duration.ofMillis(200));
        ExecutorService workers = Executors.newFixedThreadPool(3);
        ExecutorService askers = Executors.newFixedThreadPool(6);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        for (int i = 0; i < 6; i++) {
            String workspace = "w" + i % 3;
            askers.execute(() -> {
                while (System.nanoTime() < until) {
                    asked.incrementAndGet();
                    shared.take(workspace, () -> encode(workers, underWay, most))
                            .whenComplete((done, failure) -> ended.incrementAndGet());
                }
            });
        }
        askers.shutdown();
        assertThat(askers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        await().atMost(Duration.ofSeconds(20)).until(() -> ended.get() == asked.get());
        assertThat(shared.waiting()).isZero();
        assertThat(most.get()).isBetween(1, 3);
        workers.shutdownNow();
    }

    /** On a worker, or in the asker's own thread; good or bad. */
    private static CompletionStage<Object> encode(ExecutorService workers, AtomicInteger underWay, AtomicInteger most) {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        CompletableFuture<Object> end = new CompletableFuture<>();
        Runnable work = () -> {
            underWay.decrementAndGet();
            if (ThreadLocalRandom.current().nextInt(4) == 0) {
                end.completeExceptionally(new IllegalStateException("broken"));
            } else {
                end.complete("picture");
            }
        };
        if (ThreadLocalRandom.current().nextBoolean()) {
            workers.execute(work);
        } else {
            work.run();
        }
        return end;
    }

    private CompletionStage<?> take(String workspace) {
        return turns.take(workspace, () -> {
            begun.add(workspace);
            CompletableFuture<Object> end = new CompletableFuture<>();
            running.add(end);
            return end;
        });
    }

    private void take(String workspace, int times) {
        for (int i = 0; i < times; i++) {
            take(workspace);
        }
    }

    private void finishOldest() {
        running.remove().complete("picture");
    }
}
