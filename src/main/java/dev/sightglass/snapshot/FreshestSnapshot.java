// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import dev.sightglass.snapshot.FrameNotAvailableException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a snapshot of the newest decoded frame: the cached one if it shows that frame, else a new one.
 *
 * <p>However many ask, a frame is encoded once per variant: all who ask while its encode runs share the one result. A picture
 * older than the limit is never answered, neither from the cache nor after a slow encode. Safe for concurrent use; does not
 * block.
 */
public final class FreshestSnapshot {

    private final SnapshotCache cache;
    private final FrameSource frames;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<Flight, CompletableFuture<Snapshot>> inFlight = new ConcurrentHashMap<>();

    public FreshestSnapshot(SnapshotCache cache, FrameSource frames, Limits limits, LongSupplier nanoTime) {
        this.cache = cache;
        this.frames = frames;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * @param maxAge a frame decoded longer ago than this is not answered
     * @param answerTimeout how long one answer may wait for its encode
     */
    public record Limits(Duration maxAge, Duration answerTimeout) {}

    /**
     * The snapshot of the newest frame of a session.
     *
     * @return completed at once when the cache has it; fails with {@link FrameNotAvailableException} when nothing is decoded or
     *     it is too old, with {@link SnapshotUnavailableException} when the encode fails or takes too long
     */
    public CompletionStage<Snapshot> get(String sessionId, Variant variant) {
        try {
            SnapshotKey key = new SnapshotKey(sessionId, variant);
            FrameStamp newest = requireFresh(frames.newest(sessionId));
            Snapshot cached = current(key, newest);
            return cached != null ? CompletableFuture.completedFuture(cached) : encode(key);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Age of a snapshot now, since its frame was decoded. */
    public Duration ageOf(Snapshot snapshot) {
        return Duration.ofNanos(nanoTime.getAsLong() - snapshot.stamp().decodedAtNanos());
    }

    private @Nullable Snapshot current(SnapshotKey key, FrameStamp newest) {
        Snapshot cached = cache.getIfPresent(key);
        return cached != null && !cached.stamp().isBefore(newest) ? cached : null;
    }

    private CompletionStage<Snapshot> encode(SnapshotKey key) {
        FrameSource.Pending frame = frames.acquire(key.sessionId());
        if (frame == null) {
            throw new FrameNotAvailableException(Reason.WARMING_UP);
        }
        Flight flight = new Flight(key, frame.stamp().epoch(), frame.stamp().sequence());
        CompletableFuture<Snapshot> own = new CompletableFuture<>();
        CompletableFuture<Snapshot> other = inFlight.putIfAbsent(flight, own);
        if (other != null) {
            frame.release();
            return withDeadline(other);
        }
        // A flight for this frame may have landed between the look into the cache and the entry above.
        Snapshot landed = current(key, frame.stamp());
        if (landed != null) {
            frame.release();
            inFlight.remove(flight, own);
            own.complete(landed);
            return own;
        }
        start(flight, frame, own);
        return withDeadline(own);
    }

    private void start(Flight flight, FrameSource.Pending frame, CompletableFuture<Snapshot> own) {
        FrameStamp stamp = frame.stamp();
        frame.encode(flight.key().variant()).whenComplete((done, failure) -> {
            inFlight.remove(flight, own);
            Snapshot snapshot = failure == null ? current(flight.key(), stamp) : null;
            if (snapshot != null) {
                own.complete(snapshot);
            } else {
                own.completeExceptionally(reasonOf(failure));
            }
        });
    }

    private static RuntimeException reasonOf(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof SnapshotUnavailableException known ? known : SnapshotUnavailableException.failed(cause);
    }

    /** A copy, so that one asker's deadline is not the others'; checked again, since the encode took its time. */
    private CompletionStage<Snapshot> withDeadline(CompletableFuture<Snapshot> flight) {
        return flight.copy()
                .orTimeout(limits.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((snapshot, failure) -> {
                    if (failure == null) {
                        requireFresh(snapshot.stamp());
                        return snapshot;
                    }
                    throw failure instanceof TimeoutException
                            ? SnapshotUnavailableException.timeout()
                            : reasonOf(failure);
                });
    }

    private FrameStamp requireFresh(@Nullable FrameStamp newest) {
        if (newest == null) {
            throw new FrameNotAvailableException(Reason.WARMING_UP);
        }
        if (nanoTime.getAsLong() - newest.decodedAtNanos() > limits.maxAge().toNanos()) {
            throw new FrameNotAvailableException(Reason.STALE);
        }
        return newest;
    }

    /** One encode that is under way: of which frame, in which variant. */
    private record Flight(SnapshotKey key, long epoch, long sequence) {}
}
