// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is held back. Its place in a waiting room is given up by whoever takes it out of there, who alone completes it, or
 * by {@link #cancel}. Small, since there are thousands.
 */
final class Waiter extends CompletableFuture<Snapshot> {

    private final SnapshotRequest request;
    private final Duration maxAge;
    private volatile @Nullable WaitingRoom room;
    private volatile @Nullable Runnable cancelTimer;

    /** @param limit of age that holds besides that of the request */
    Waiter(SnapshotRequest request, Duration limit) {
        this.request = request;
        this.maxAge = request.maxAge().compareTo(limit) < 0 ? request.maxAge() : limit;
    }

    SnapshotRequest request() {
        return request;
    }

    /** Whether that picture, of that age, is what it waits for. */
    boolean wants(Snapshot snapshot, Duration age) {
        return age.compareTo(maxAge) <= 0 && !request.known().test(snapshot.etag());
    }

    void isIn(WaitingRoom entered) {
        room = entered;
    }

    /** Takes the timer over. It may have an answer already, whose thread then saw no timer. */
    void setTimer(Runnable cancel) {
        cancelTimer = cancel;
        if (isDone()) {
            cancel.run();
        }
    }

    /** Ends the wait; runs what depends on the answer on the calling thread. */
    void answer(@Nullable Snapshot snapshot, @Nullable Throwable failure) {
        if (failure != null) {
            completeExceptionally(failure);
        } else {
            complete(snapshot);
        }
        stopTimer();
    }

    /** Gives the place up at once: who asked has gone. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        WaitingRoom mine = room;
        if (cancelled && mine != null) {
            mine.leave(this);
        }
        stopTimer();
        return cancelled;
    }

    private void stopTimer() {
        Runnable cancel = cancelTimer;
        if (cancel != null) {
            cancel.run();
        }
    }
}
