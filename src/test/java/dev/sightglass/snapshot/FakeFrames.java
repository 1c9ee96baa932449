// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One feed whose encodes finish at once, or when the test says so. */
final class FakeFrames implements FrameSource {

    private final SnapshotCache cache;
    private final AtomicInteger encodes = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile @Nullable FrameStamp newest;
    private @Nullable RuntimeException refusal;
    private boolean holding;
    private boolean empty;

    FakeFrames(SnapshotCache cache) {
        this.cache = cache;
    }

    void decode(long epoch, long sequence, long atNanos) {
        newest = new FrameStamp(epoch, sequence, atNanos, Instant.EPOCH);
    }

    synchronized void hold() {
        holding = true;
    }

    synchronized void finish() {
        holding = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    void refuse(RuntimeException failure) {
        refusal = failure;
    }

    void finishWithoutSnapshot() {
        empty = true;
    }

    int encodes() {
        return encodes.get();
    }

    int held() {
        return held.get();
    }

    @Override
    public @Nullable FrameStamp newest(String sessionId) {
        return newest;
    }

    @Override
    public @Nullable Pending acquire(String sessionId) {
        FrameStamp stamp = newest;
        if (stamp == null) {
            return null;
        }
        held.incrementAndGet();
        return new Acquired(sessionId, stamp);
    }

    private synchronized void run(Runnable encode) {
        if (holding) {
            waiting.add(encode);
        } else {
            encode.run();
        }
    }

    private final class Acquired implements Pending {

        private final String sessionId;
        private final FrameStamp stamp;

        Acquired(String sessionId, FrameStamp stamp) {
            this.sessionId = sessionId;
            this.stamp = stamp;
        }

        @Override
        public FrameStamp stamp() {
            return stamp;
        }

        @Override
        public CompletionStage<?> encode(Variant variant) {
            if (refusal != null) {
                release();
                return CompletableFuture.failedFuture(refusal);
            }
            CompletableFuture<Void> done = new CompletableFuture<>();
            run(() -> {
                encodes.incrementAndGet();
                if (!empty) {
                    SnapshotKey key = new SnapshotKey(sessionId, variant);
                    cache.put(key, new Snapshot(key, stamp, new byte[10], 4, 2));
                }
                release();
                done.complete(null);
            });
            return done;
        }

        @Override
        public void release() {
            held.decrementAndGet();
        }
    }
}
