// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One encode that is waited for: first for a worker, then, of a known frame, for its end. */
final class Flight {

    private final SnapshotKey key;
    private final CompletableFuture<Snapshot> result = new CompletableFuture<>();
    private volatile @Nullable FrameStamp stamp;

    Flight(SnapshotKey key) {
        this.key = key;
    }

    SnapshotKey key() {
        return key;
    }

    CompletableFuture<Snapshot> result() {
        return result;
    }

    /** The frame that this flight encodes itself; null while it waits, and for ever if another does it. */
    @Nullable FrameStamp stamp() {
        return stamp;
    }

    void encodes(FrameStamp frame) {
        stamp = frame;
    }

    /** Ends as the other does, which encodes the same frame. */
    void follow(Flight other) {
        other.result.whenComplete((snapshot, failure) -> {
            if (failure == null) {
                result.complete(snapshot);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }
}
