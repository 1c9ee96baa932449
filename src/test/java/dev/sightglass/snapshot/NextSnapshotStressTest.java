// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.snapshot.FrameNotAvailableException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waits against real threads: whoever is not woken is held for ever here, since the timer never runs. */
class NextSnapshotStressTest {

    private static final String SESSION = "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a";
    private static final Variant USUAL = Variant.jpeg(1280, 80);
    private static final long STRESS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SnapshotCache cache = new SnapshotCache(1_000_000, Duration.ofMinutes(1));
    private final FakeFrames frames = new FakeFrames(cache);
    private final FakeNews news = new FakeNews();
    private final FakeDeadlines deadlines = new FakeDeadlines(new AtomicLong());
    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.LIVE);
    private final ExecutorService answers = Executors.newFixedThreadPool(3);
    private final ExecutorService camera = Executors.newSingleThreadExecutor();
    private final NextSnapshot snapshots = new NextSnapshot(
            new FreshestSnapshot(
                    cache,
                    new Encodes(
                            frames,
                            new FrameVariants(USUAL, 8),
                            new EncodeTurns(Integer.MAX_VALUE, 1, Duration.ofSeconds(10)),
                            System::nanoTime),
                    new FreshestSnapshot.Limits(Duration.ofMinutes(1), Duration.ofSeconds(10)),
                    System::nanoTime),
            new NextSnapshot.Means(news, session -> standing.get(), answers, 3, deadlines, 100_000));

    @AfterEach
    void stop() {
        answers.shutdownNow();
        camera.shutdownNow();
    }

    /** Each asks for the frame after the one it has, which comes at that very moment. */
    @Test
    void missesNoFrameThatComesBesideAWait() throws Exception {
        long until = System.nanoTime() + STRESS_NANOS;
        long rounds = 0;
        String known = "";
        while (System.nanoTime() < until) {
            long sequence = ++rounds;
            camera.execute(() -> decodeAndTell(sequence));
            known = waitFor(known).get(10, TimeUnit.SECONDS).etag();
            if (rounds % 2 == 0) {
                waitFor(known).cancel(false);
            }
        }
        assertThat(rounds).isGreaterThan(100);
        assertNothingIsLeft();
    }

    @Test
    void answersThousandsWhileFramesGoOn() throws Exception {
        decodeAndTell(1);
        String first = waitFor("").get(10, TimeUnit.SECONDS).etag();
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Snapshot>> waiters = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            waiters.add(waitFor(first));
        }
        camera.execute(() -> {
            for (long sequence = 2; !done.get(); sequence++) {
                decodeAndTell(sequence);
            }
        });
        try {
            for (CompletableFuture<Snapshot> waiter : waiters) {
                assertThat(waiter.get(10, TimeUnit.SECONDS).stamp().sequence()).isGreaterThan(1);
            }
        } finally {
            done.set(true);
        }
        assertNothingIsLeft();
    }

    @Test
    void tellsEachOfAThousandOnceThatTheSessionIsOver() {
        decodeAndTell(1);
        String known = waitFor("").join().etag();
        List<CompletableFuture<Snapshot>> waiters = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            waiters.add(waitFor(known));
            if (i == 500) {
                camera.execute(() -> {
                    standing.set(Standing.ENDED);
                    news.tell();
                });
            }
        }
        assertThat(waiters).allSatisfy(waiter -> assertThat(reasonOf(waiter)).isEqualTo(Reason.ENDED));
        assertNothingIsLeft();
    }

    private static Reason reasonOf(CompletableFuture<Snapshot> waiter) throws Exception {
        try {
            waiter.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return ((FrameNotAvailableException) e.getCause()).reason();
        }
        throw new AssertionError("answered with a picture");
    }

    private void decodeAndTell(long sequence) {
        frames.decode(1, sequence, System.nanoTime());
        news.tell();
    }

    private CompletableFuture<Snapshot> waitFor(String known) {
        return snapshots
                .get(new SnapshotRequest(
                        SESSION,
                        USUAL,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        etag -> etag.equals(known),
                        Payer.nobody()))
                .toCompletableFuture();
    }

    private void assertNothingIsLeft() {
        // A timer is cancelled right after the answer.
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(snapshots.waiting()).isZero();
            assertThat(news.listeners()).isZero();
            assertThat(deadlines.timers()).isZero();
        });
    }
}
