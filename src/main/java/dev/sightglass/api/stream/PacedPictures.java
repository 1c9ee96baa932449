// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import dev.sightglass.snapshot.FrameNews;
import dev.sightglass.snapshot.Snapshot;
import dev.sightglass.snapshot.SnapshotRequest;
import dev.sightglass.snapshot.Snapshots;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one reader: one is asked for when the reader can take it, its time has come and there was news since the last; at
 * most one is asked for at a time, and none waits in a queue. {@link #take} is called by one thread at a time.
 */
final class PacedPictures {

    private final Surroundings with;
    private final SnapshotRequest request;
    private final long periodNanos;
    private final AtomicReference<@Nullable Snapshot> ready = new AtomicReference<>();
    private final AtomicBoolean news = new AtomicBoolean(true);
    private final AtomicBoolean asking = new AtomicBoolean();
    private final AtomicBoolean alarmSet = new AtomicBoolean();
    private volatile Runnable wake = () -> {};
    private volatile Runnable unsubscribe = () -> {};
    private volatile boolean closed;
    private @Nullable Snapshot last;
    private long dueNanos;

    /** @param period the least time from one picture to the next */
    PacedPictures(Surroundings with, SnapshotRequest request, Duration period) {
        this.with = with;
        this.request = request;
        this.periodNanos = period.toNanos();
        this.dueNanos = with.nanoTime().getAsLong();
    }

    /**
     * What all readers share.
     *
     * @param skipped takes the number of frames that a reader was not shown
     */
    record Surroundings(
            Snapshots snapshots,
            FrameNews news,
            ScheduledExecutorService alarms,
            LongSupplier nanoTime,
            LongConsumer skipped) {}

    void open(Runnable waker) {
        wake = waker;
        unsubscribe = with.news().subscribe(request.sessionId(), () -> {
            news.set(true);
            wake.run();
        });
    }

    void close() {
        closed = true;
        unsubscribe.run();
    }

    /** The newest picture that was not taken yet, or null; then the reader is woken when there may be one. */
    @Nullable Snapshot take() {
        Snapshot next = ready.getAndSet(null);
        if (next == null && !closed && !asking.get() && news.get() && isDue()) {
            ask();
            next = ready.getAndSet(null);
        }
        if (next == null || (last != null && !last.stamp().isBefore(next.stamp()))) {
            return null;
        }
        countSkipped(next);
        last = next;
        return next;
    }

    private boolean isDue() {
        long early = dueNanos - with.nanoTime().getAsLong();
        if (early <= 0) {
            return true;
        }
        if (alarmSet.compareAndSet(false, true)) {
            try {
                with.alarms().schedule(this::ring, early, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // The process goes, and so does the reader.
                alarmSet.set(false);
            }
        }
        return false;
    }

    private void ring() {
        alarmSet.set(false);
        wake.run();
    }

    private void ask() {
        long now = with.nanoTime().getAsLong();
        // From when it was due, so that a camera's rate and the reader's do not drift apart, but never several at once.
        dueNanos = Math.max(dueNanos + periodNanos, now + periodNanos / 2);
        news.set(false);
        asking.set(true);
        CompletionStage<Snapshot> answer;
        try {
            answer = with.snapshots().get(request);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        boolean atOnce = answer.toCompletableFuture().isDone();
        answer.whenComplete((snapshot, failure) -> {
            if (snapshot != null) {
                ready.set(snapshot);
            }
            asking.set(false);
            if (!atOnce) {
                wake.run();
            }
        });
    }

    private void countSkipped(Snapshot next) {
        if (last != null && last.stamp().epoch() == next.stamp().epoch()) {
            with.skipped().accept(next.stamp().sequence() - last.stamp().sequence() - 1);
        }
    }
}
