// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import dev.sightglass.platform.ContractException;
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
 * <p>However many ask, a frame is encoded once per variant: all who ask while its encode runs share the one result, and at
 * most one encode per session and variant waits for a worker, holding no frame meanwhile. A picture
 * older than the limit is never answered, neither from the cache nor after a slow encode. Safe for concurrent use; does not
 * block.
 */
public final class FreshestSnapshot implements Snapshots {

    private final SnapshotCache cache;
    private final Encodes encodes;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<SnapshotKey, Flight> waiting = new ConcurrentHashMap<>();
    private final ConcurrentMap<Frame, Flight> encoding = new ConcurrentHashMap<>();

    public FreshestSnapshot(SnapshotCache cache, Encodes encodes, Limits limits, LongSupplier nanoTime) {
        this.cache = cache;
        this.encodes = encodes;
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
     *     it is too old, with {@link SnapshotUnavailableException} when the encode fails or takes too long, with a
     *     {@link ContractException} when there must be one that the payer must not cause, or the frame cannot be shown as the
     *     variant wants
     */
    public CompletionStage<Snapshot> get(String sessionId, Variant variant, Payer payer) {
        try {
            SnapshotKey key = new SnapshotKey(sessionId, variant);
            FrameStamp newest = requireFresh(encodes.newest(sessionId));
            Snapshot cached = current(key, newest);
            return cached != null ? CompletableFuture.completedFuture(cached) : encode(key, newest, payer);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Waits for nothing; a picture older than the asker wants fails as a stale one does. */
    @Override
    public CompletionStage<Snapshot> get(SnapshotRequest request) {
        return get(request.sessionId(), request.variant(), request.payer()).thenApply(snapshot -> {
            if (ageOf(snapshot).compareTo(request.maxAge()) > 0) {
                throw new FrameNotAvailableException(Reason.STALE);
            }
            return snapshot;
        });
    }

    /** The snapshot of the newest frame if it is made already and fresh, else null. */
    @Nullable Snapshot atHand(SnapshotKey key) {
        FrameStamp newest = encodes.newest(key.sessionId());
        return newest == null || isStale(newest) ? null : current(key, newest);
    }

    /** The limit of the settings: nothing older is answered, whatever the asker would take. */
    Duration maxAge() {
        return limits.maxAge();
    }

    /** Age of a snapshot now, since its frame was decoded. */
    public Duration ageOf(Snapshot snapshot) {
        return Duration.ofNanos(nanoTime.getAsLong() - snapshot.stamp().decodedAtNanos());
    }

    private @Nullable Snapshot current(SnapshotKey key, FrameStamp newest) {
        Snapshot cached = cache.getIfPresent(key);
        return cached != null && !cached.stamp().isBefore(newest) ? cached : null;
    }

    /** Joins the encode of the newest frame if it runs, else one that waits for a worker, else starts one, which is the payer's. */
    private CompletionStage<Snapshot> encode(SnapshotKey key, FrameStamp newest, Payer payer) {
        Flight flight = encoding.get(new Frame(key, newest.epoch(), newest.sequence()));
        if (flight == null) {
            flight = waiting.get(key);
        }
        if (flight != null) {
            return withDeadline(flight.result());
        }
        encodes.admit(key, newest, payer);
        Flight own = new Flight(key);
        // One that waits will take a frame at least as new as this poll has seen: it chooses later.
        Flight other = waiting.putIfAbsent(key, own);
        if (other != null) {
            return withDeadline(other.result());
        }
        encodes.start(key, payer, stamp -> takeOff(own, stamp)).whenComplete((done, failure) -> land(own, failure));
        return withDeadline(own.result());
    }

    /** A worker has chosen a frame; says whether this flight is the one to encode it. */
    private boolean takeOff(Flight flight, FrameStamp stamp) {
        waiting.remove(flight.key(), flight);
        Flight other = encoding.putIfAbsent(new Frame(flight.key(), stamp.epoch(), stamp.sequence()), flight);
        if (other != null) {
            flight.follow(other);
            return false;
        }
        flight.encodes(stamp);
        // Its encode may have ended between this poll's look into the cache and the entry above.
        Snapshot landed = current(flight.key(), stamp);
        if (landed != null) {
            forget(flight, stamp);
            flight.result().complete(landed);
        }
        return landed == null;
    }

    /** What is in the cache counts, whatever became of the steps after. */
    private void land(Flight flight, @Nullable Throwable failure) {
        waiting.remove(flight.key(), flight);
        FrameStamp stamp = flight.stamp();
        if (stamp != null) {
            Snapshot snapshot = current(flight.key(), stamp);
            if (snapshot != null) {
                flight.result().complete(snapshot);
            } else {
                flight.result().completeExceptionally(reasonOf(failure));
            }
            forget(flight, stamp);
        } else if (failure != null) {
            flight.result().completeExceptionally(reasonOf(failure));
        }
    }

    private void forget(Flight flight, FrameStamp stamp) {
        encoding.remove(new Frame(flight.key(), stamp.epoch(), stamp.sequence()), flight);
    }

    private static RuntimeException reasonOf(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // The last: what was asked for turned out to be impossible for this very picture.
        return cause instanceof SnapshotUnavailableException
                        || cause instanceof FrameNotAvailableException
                        || cause instanceof ContractException
                ? (RuntimeException) cause
                : SnapshotUnavailableException.failed(cause);
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
        if (isStale(newest)) {
            throw new FrameNotAvailableException(Reason.STALE);
        }
        return newest;
    }

    private boolean isStale(FrameStamp stamp) {
        return nanoTime.getAsLong() - stamp.decodedAtNanos() > limits.maxAge().toNanos();
    }

    /** A frame in a variant. */
    private record Frame(SnapshotKey key, long epoch, long sequence) {}
}
