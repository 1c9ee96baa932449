// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One feed whose worker is free, or occupied until the test says so, and whose encodes end at once, or when the test says so. */
final class FakeFrames implements FrameSource {

    private final SnapshotCache cache;
    private final AtomicInteger encodes = new AtomicInteger();
    private final List<Runnable> queued = new ArrayList<>();
    private final List<Runnable> running = new ArrayList<>();
    private volatile @Nullable FrameStamp newest;
    private @Nullable RuntimeException refusal;
    private @Nullable RuntimeException laterStep;
    private boolean once;
    private boolean occupied;
    private boolean slow;
    private boolean empty;

    FakeFrames(SnapshotCache cache) {
        this.cache = cache;
    }

    void decode(long epoch, long sequence, long atNanos) {
        newest = new FrameStamp(epoch, sequence, atNanos, Instant.EPOCH);
    }

    /** From now on encodes wait for a worker. */
    synchronized void occupyWorkers() {
        occupied = true;
    }

    /** From now on encodes begin, and do not end. */
    synchronized void slowDown() {
        slow = true;
    }

    /** Lets all who wait for a worker begin. */
    void freeWorkers() {
        List<Runnable> begin;
        synchronized (this) {
            occupied = false;
            begin = List.copyOf(queued);
            queued.clear();
        }
        begin.forEach(Runnable::run);
    }

    /** Lets all encodes end that have begun. */
    void finish() {
        List<Runnable> end;
        synchronized (this) {
            slow = false;
            end = List.copyOf(running);
            running.clear();
        }
        end.forEach(Runnable::run);
    }

    void refuse(@Nullable RuntimeException failure) {
        refusal = failure;
    }

    /** The next encode is refused, the ones after it are not. */
    void refuseOnce(RuntimeException failure) {
        refusal = failure;
        once = true;
    }

    /** The route fails in a step after the one that puts into the cache. */
    void failAfterwards(RuntimeException failure) {
        laterStep = failure;
    }

    void finishWithoutSnapshot() {
        empty = true;
    }

    int encodes() {
        return encodes.get();
    }

    synchronized int queued() {
        return queued.size();
    }

    @Override
    public @Nullable FrameStamp newest(String sessionId) {
        return newest;
    }

    @Override
    public CompletionStage<?> encode(String sessionId, Variant variant, Predicate<FrameStamp> wanted) {
        if (refusal != null) {
            RuntimeException failure = refusal;
            refusal = once ? null : refusal;
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable begin = () -> begin(new SnapshotKey(sessionId, variant), wanted, done);
        synchronized (this) {
            if (occupied) {
                queued.add(begin);
                return done;
            }
        }
        begin.run();
        return done;
    }

    private void begin(SnapshotKey key, Predicate<FrameStamp> wanted, CompletableFuture<Void> done) {
        FrameStamp stamp = newest;
        if (!wanted.test(stamp)) {
            done.complete(null);
            return;
        }
        encodes.incrementAndGet();
        synchronized (this) {
            if (slow) {
                running.add(() -> end(key, stamp, done));
                return;
            }
        }
        end(key, stamp, done);
    }

    private void end(SnapshotKey key, FrameStamp stamp, CompletableFuture<Void> done) {
        if (!empty) {
            cache.put(key, new Snapshot(key, stamp, new byte[10], 4, 2));
        }
        if (laterStep == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(laterStep);
        }
    }
}
