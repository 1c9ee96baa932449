// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may encode next: as many at the same time as there are workers, the others in one queue per workspace, taken in rotation. So
 * who asks for little waits for one encode of each other workspace at most, however many those ask for. What waits is only the wish:
 * which frame it will be is chosen when its turn has come. Safe for concurrent use; nothing here blocks.
 */
public final class EncodeTurns {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final int atOnce;
    private final int waitingPerWorkspace;
    private final Duration longestTurn;
    private final Patience patience;

    private final Object lock = new Object();
    private final Map<String, Queue<Turn>> waiting = new HashMap<>();
    private final Queue<String> rotation = new ArrayDeque<>();
    private int underWay;

    /** Calls of {@link #startWhatCan} that have not been seen to yet; who takes it from 0 sees to all. */
    private final AtomicInteger starts = new AtomicInteger();

    /**
     * How long who asks will wait for a turn.
     *
     * @param longestWait after which nobody is there to take the picture
     * @param nanoTime as {@link System#nanoTime()}
     */
    public record Patience(Duration longestWait, LongSupplier nanoTime) {}

    /**
     * @param atOnce encodes under way at the same time, one for each worker
     * @param waitingPerWorkspace bound of each queue
     * @param longestTurn time after which the next may begin although an encode has not ended: a route may hand it on to
     *     something that hangs
     */
    public EncodeTurns(int atOnce, int waitingPerWorkspace, Duration longestTurn) {
        this(atOnce, waitingPerWorkspace, longestTurn, new Patience(LONGEST, () -> 0));
    }

    /** @param patience of those who ask */
    public EncodeTurns(int atOnce, int waitingPerWorkspace, Duration longestTurn, Patience patience) {
        this.patience = patience;
        this.atOnce = atOnce;
        this.waitingPerWorkspace = waitingPerWorkspace;
        this.longestTurn = longestTurn;
    }

    /**
     * Starts an encode when its turn has come: at once, or later on a thread that ends another.
     *
     * @param encode must not block
     * @return ends as the encode does; fails with {@link SnapshotUnavailableException} {@code frame:busy} if the queue of the
     *     workspace is full, or the turn comes too late
     */
    public CompletionStage<?> take(String workspaceId, Supplier<? extends CompletionStage<?>> encode) {
        Turn turn = new Turn(encode);
        synchronized (lock) {
            Queue<Turn> queue = waiting.computeIfAbsent(workspaceId, id -> new ArrayDeque<>());
            if (queue.size() >= waitingPerWorkspace) {
                return CompletableFuture.failedFuture(SnapshotUnavailableException.busy());
            }
            if (queue.isEmpty()) {
                rotation.add(workspaceId);
            }
            queue.add(turn);
        }
        startWhatCan();
        return turn.end;
    }

    /** Encodes that wait for their turn. */
    int waiting() {
        synchronized (lock) {
            return waiting.values().stream().mapToInt(Queue::size).sum();
        }
    }

    /** One thread at a time, in a loop: an encode that ends while it is started would otherwise start the next within itself. */
    private void startWhatCan() {
        int seen = 1;
        if (starts.getAndIncrement() != 0) {
            return;
        }
        do {
            for (Turn turn = next(); turn != null; turn = next()) {
                turn.begin();
            }
            seen = starts.addAndGet(-seen);
        } while (seen != 0);
    }

    private @Nullable Turn next() {
        synchronized (lock) {
            String workspaceId = underWay < atOnce ? rotation.poll() : null;
            if (workspaceId == null) {
                return null;
            }
            Queue<Turn> queue = waiting.getOrDefault(workspaceId, new ArrayDeque<>());
            Turn turn = queue.remove();
            if (queue.isEmpty()) {
                waiting.remove(workspaceId);
            } else {
                rotation.add(workspaceId);
            }
            underWay++;
            return turn;
        }
    }

    /** A place among those under way, from {@link #begin} until its encode has ended or took too long. */
    private final class Turn {
        private final Supplier<? extends CompletionStage<?>> encode;
        private final CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
        private final AtomicBoolean over = new AtomicBoolean();

        private final long askedAtNanos = patience.nanoTime().getAsLong();

        Turn(Supplier<? extends CompletionStage<?>> encode) {
            this.encode = encode;
        }

        void begin() {
            if (patience.nanoTime().getAsLong() - askedAtNanos
                    > patience.longestWait().toNanos()) {
                // Work for nobody would make those behind wait as long.
                end(null, SnapshotUnavailableException.busy());
                return;
            }
            try {
                CompletableFuture<?> running = encode.get().toCompletableFuture();
                running.whenComplete(this::end);
                if (!running.isDone()) {
                    running.copy()
                            .orTimeout(longestTurn.toNanos(), TimeUnit.NANOSECONDS)
                            .whenComplete((done, failure) -> giveBack());
                }
            } catch (RuntimeException | Error failure) {
                end(null, failure);
            }
        }

        /** The place first: the next may begin while those who waited for this one are answered. */
        private void end(@Nullable Object done, @Nullable Throwable failure) {
            giveBack();
            if (failure == null) {
                end.complete(done);
            } else {
                end.completeExceptionally(failure);
            }
        }

        private void giveBack() {
            if (over.compareAndSet(false, true)) {
                synchronized (lock) {
                    underWay--;
                }
                startWhatCan();
            }
        }
    }
}
