// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers at once as {@link FreshestSnapshot} does, or holds an answer back until a picture satisfies it: young enough, and not
 * one that the asker has. No thread waits. However many wait, a frame is encoded once per variant; when the time is up they get what an
 * asker without a wait would get then, and when the session is over they all hear of it at once.
 *
 * <p>Answers that could not begin on the asker's own thread begin on those of {@link Means#answers}: never on one that encodes,
 * decodes or keeps time. Safe for concurrent use.
 */
public final class NextSnapshot implements Snapshots, AutoCloseable {

    /** No answer is held back for longer, whatever is asked for. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** A tag that no frame has and no header can name: who knows it knows everything, as {@code If-None-Match: *} says. */
    private static final String NO_FRAME = "\"\0\"";

    private final FreshestSnapshot freshest;
    private final Means means;
    private final WaitingHouse house = new House();
    private final ConcurrentMap<SnapshotKey, WaitingRoom> rooms = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean stopping;

    public NextSnapshot(FreshestSnapshot freshest, Means means) {
        this.freshest = freshest;
        this.means = means;
    }

    /**
     * What waiting takes.
     *
     * @param news tells of newer frames
     * @param standings says whose frames may be served
     * @param answers runs what depends on an answer: the rest of a route, and the write. A few threads, which somebody else closes
     * @param lanes how many of those threads one session's waiters may use at a time
     * @param deadlines the timer of all waits
     * @param maxWaiters answers held back at the same time; the next one fails
     */
    public record Means(
            FrameNews news, Standings standings, Executor answers, int lanes, Deadlines deadlines, int maxWaiters) {}

    @Override
    public CompletionStage<Snapshot> get(SnapshotRequest request) {
        if (!waits(request)) {
            return onAnswerThread(freshest.get(request));
        }
        try {
            Standing standing = means.standings().of(request.sessionId());
            if (standing == Standing.ENDED) {
                throw standing.failure();
            }
            if (request.known().test(NO_FRAME)) {
                return onAnswerThread(now(request));
            }
            SnapshotKey key = new SnapshotKey(request.sessionId(), request.variant());
            Waiter waiter = new Waiter(request, freshest.maxAge());
            Snapshot atHand = standing == Standing.LIVE ? freshest.atHand(key) : null;
            if (atHand != null && waiter.wants(atHand, freshest.ageOf(atHand))) {
                return CompletableFuture.completedFuture(atHand);
            }
            enter(waiter, key);
            return waiter;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Answers that are held back now. */
    public int waiting() {
        return waiting.get();
    }

    /** Answers everybody who waits, with a failure, and lets nobody wait any more. The rest goes on. */
    @Override
    public void close() {
        stopping = true;
        rooms.values().forEach(room -> room.end(SnapshotUnavailableException.stopping()));
    }

    private static boolean waits(SnapshotRequest request) {
        return request.longestWait().compareTo(Duration.ZERO) > 0;
    }

    private void enter(Waiter waiter, SnapshotKey key) {
        if (waiting.incrementAndGet() > means.maxWaiters()) {
            waiting.decrementAndGet();
            throw SnapshotUnavailableException.tooManyWaiters();
        }
        WaitingRoom room;
        do {
            room = rooms.computeIfAbsent(key, newKey -> new WaitingRoom(newKey, house));
        } while (!room.enter(waiter));
        Duration wait = waiter.request().longestWait();
        WaitingRoom entered = room;
        waiter.setTimer(means.deadlines()
                .after(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT, () -> expire(entered, waiter)));
        if (stopping) {
            room.end(SnapshotUnavailableException.stopping());
        }
        room.look();
    }

    /** On the timer's thread, which has others to wake. */
    private void expire(WaitingRoom room, Waiter waiter) {
        if (room.leave(waiter)) {
            means.answers().execute(() -> settle(waiter));
        }
    }

    private void settle(Waiter waiter) {
        try {
            onAnswerThread(now(waiter.request()))
                    .whenComplete((snapshot, failure) -> waiter.answer(snapshot, causeOf(failure)));
        } catch (RuntimeException e) {
            waiter.answer(null, e);
        }
    }

    /** What a request without a wait gets now. */
    private CompletionStage<Snapshot> now(SnapshotRequest request) {
        Standing standing = means.standings().of(request.sessionId());
        return standing == Standing.LIVE ? freshest.get(request) : CompletableFuture.failedFuture(standing.failure());
    }

    private CompletionStage<Snapshot> onAnswerThread(CompletionStage<Snapshot> answer) {
        return answer.toCompletableFuture().isDone()
                ? answer
                : answer.whenCompleteAsync((snapshot, failure) -> {}, means.answers());
    }

    /** What a stage failed with, without the wrap that a stage before it may have put around it. */
    static @Nullable Throwable causeOf(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /** What the rooms need of us. */
    private final class House implements WaitingHouse {

        @Override
        public CompletionStage<Snapshot> newest(SnapshotRequest asker) {
            Standing standing = means.standings().of(asker.sessionId());
            return standing == Standing.LIVE
                    ? freshest.get(asker.sessionId(), asker.variant(), asker.payer())
                    : CompletableFuture.failedFuture(standing.failure());
        }

        @Override
        public Duration ageOf(Snapshot snapshot) {
            return freshest.ageOf(snapshot);
        }

        @Override
        public NextSnapshot.Means means() {
            return means;
        }

        @Override
        public void left() {
            waiting.decrementAndGet();
        }

        @Override
        public void closed(WaitingRoom room) {
            rooms.remove(room.key(), room);
        }
    }
}
