// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import dev.sightglass.snapshot.FrameNews;
import dev.sightglass.snapshot.FrameStamp;
import dev.sightglass.snapshot.Snapshot;
import dev.sightglass.snapshot.SnapshotKey;
import dev.sightglass.snapshot.SnapshotRequest;
import dev.sightglass.snapshot.Snapshots;
import dev.sightglass.snapshot.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A feed whose newest picture is what the test says, answered at once or when the test says so. For one thread. */
final class FakePictures implements Snapshots, FrameNews {

    static final String SESSION = "b1e2f3a4-5b6c-4d8e-9f0a-1b2c3d4e5f6a";
    static final SnapshotKey KEY = new SnapshotKey(SESSION, Variant.jpeg(1280, 80));

    private final List<Runnable> listeners = new ArrayList<>();
    private final List<CompletableFuture<Snapshot>> pending = new ArrayList<>();
    private @Nullable Snapshot newest;
    private boolean slow;
    private int asked;

    /** A frame is there, and whoever listens is told. */
    void show(long epoch, long sequence) {
        newest = picture(epoch, sequence);
        List.copyOf(listeners).forEach(Runnable::run);
    }

    static Snapshot picture(long epoch, long sequence) {
        byte[] bytes = {(byte) sequence, 1, 2};
        return new Snapshot(KEY, new FrameStamp(epoch, sequence, 0, Instant.EPOCH), bytes, 4, 2);
    }

    /** From now on answers come by {@link #answer}. */
    void slowDown() {
        slow = true;
    }

    void answer() {
        slow = false;
        List<CompletableFuture<Snapshot>> all = List.copyOf(pending);
        pending.clear();
        all.forEach(each -> each.complete(newest));
    }

    void fail() {
        slow = false;
        List<CompletableFuture<Snapshot>> all = List.copyOf(pending);
        pending.clear();
        all.forEach(each -> each.completeExceptionally(new IllegalStateException("on purpose")));
    }

    int asked() {
        return asked;
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public CompletionStage<Snapshot> get(SnapshotRequest request) {
        asked++;
        CompletableFuture<Snapshot> answer = new CompletableFuture<>();
        if (slow) {
            pending.add(answer);
        } else if (newest == null) {
            answer.completeExceptionally(new IllegalStateException("nothing yet"));
        } else {
            answer.complete(newest);
        }
        return answer;
    }

    @Override
    public Runnable subscribe(String sessionId, Runnable newer) {
        listeners.add(newer);
        return () -> listeners.remove(newer);
    }
}
