// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import dev.sightglass.platform.ContractException;
import dev.sightglass.snapshot.FrameNotAvailableException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for a newer picture of one session in one variant. Exists while there is somebody.
 *
 * <p>Each frame is fetched once, however many wait. Answers begin in slices on a few shared threads, each with the picture that is newest
 * at that moment, so that the last of ten thousand gets no older one than the first. A waiter enters before the newest frame is looked
 * at, and news of frames is subscribed to before that, so that no frame is missed. Nothing is completed under the lock.
 */
final class WaitingRoom {

    /** Code of a refusal that is for one asker only. */
    private static final String OWN_LIMIT = "RATE_LIMITED";

    /** Pause after a picture could not be made, where no newer frame comes first. */
    private static final Duration RETRY = Duration.ofMillis(50);

    private final SnapshotKey key;
    private final WaitingHouse house;

    private final Lanes lanes;

    // All guarded by this.
    private final WaitingLine line;
    private @Nullable Throwable end;
    private @Nullable Runnable unsubscribe;
    private boolean closed;
    private boolean looking;
    private boolean lookAgain;
    private boolean retrying;

    WaitingRoom(SnapshotKey key, WaitingHouse house) {
        this.key = key;
        this.house = house;
        this.line = new WaitingLine(house::ageOf);
        NextSnapshot.Means means = house.means();
        this.lanes = new Lanes(means.answers(), means.lanes(), this::ready, this::answerOne);
    }

    SnapshotKey key() {
        return key;
    }

    /** Takes a waiter in, who must {@link #look} afterwards; false if the room is closed for good. */
    synchronized boolean enter(Waiter waiter) {
        if (closed) {
            return false;
        }
        if (unsubscribe == null) {
            unsubscribe = house.means().news().subscribe(key.sessionId(), this::look);
        }
        waiter.isIn(this);
        line.add(waiter);
        return true;
    }

    /** Gives a place up; false if the waiter has none any more, so that somebody else answers it. */
    synchronized boolean leave(Waiter waiter) {
        boolean was = line.remove(waiter);
        if (was) {
            left();
        }
        return was;
    }

    /** Fetches the newest picture; one at a time, and once more if asked meanwhile. Runs no answer. */
    void look() {
        Waiter first;
        synchronized (this) {
            first = line.first();
            if (closed || first == null) {
                return;
            }
            if (looking) {
                lookAgain = true;
                return;
            }
            looking = true;
        }
        CompletionStage<Snapshot> newest;
        try {
            newest = house.newest(first.request());
        } catch (RuntimeException e) {
            // Nobody can say where the session stands: that is no reason to wait.
            end(e);
            newest = CompletableFuture.failedFuture(e);
        }
        newest.whenComplete((snapshot, failure) -> looked(first, snapshot, NextSnapshot.causeOf(failure)));
    }

    /** On whichever thread fetched it for that waiter. */
    private void looked(Waiter first, @Nullable Snapshot snapshot, @Nullable Throwable failure) {
        boolean passing =
                failure != null && !refuses(first, failure) && !(failure instanceof FrameNotAvailableException);
        boolean again;
        boolean later;
        synchronized (this) {
            looking = false;
            again = lookAgain && !closed;
            lookAgain = false;
            if (snapshot != null) {
                line.show(snapshot);
            }
            later = passing && !again && !retrying && !closed;
            retrying |= later;
        }
        lanes.begin();
        if (again) {
            lanes.submit(this::look);
        } else if (later) {
            house.means().deadlines().after(RETRY, this::retry);
        }
    }

    /** Whether a failure is one that no wait mends, and so the answer: to everybody, or to the one on whose account it happened. */
    private boolean refuses(Waiter first, Throwable failure) {
        if (failure instanceof ContractException refusal && refusal.code().equals(OWN_LIMIT)) {
            if (leave(first)) {
                lanes.submit(() -> first.answer(null, failure));
            }
            lookAgain();
            return true;
        }
        boolean over = failure instanceof FrameNotAvailableException none && none.reason() == Reason.ENDED;
        if (over || failure instanceof ContractException) {
            end(failure);
            return true;
        }
        return false;
    }

    private synchronized void lookAgain() {
        lookAgain = true;
    }

    private void retry() {
        synchronized (this) {
            retrying = false;
        }
        lanes.submit(this::look);
    }

    /** Answers everybody with that failure, and lets nobody in any more. */
    void end(Throwable failure) {
        synchronized (this) {
            if (closed) {
                return;
            }
            end = failure;
            line.dismiss();
            close();
        }
        lanes.begin();
    }

    private synchronized int ready() {
        return line.ready();
    }

    /** Begins one answer, with what is newest now; false if nobody is ready for it. */
    private boolean answerOne() {
        Waiter next;
        Snapshot snapshot;
        Throwable failure;
        synchronized (this) {
            failure = end;
            snapshot = line.latest();
            next = line.take();
            if (next != null) {
                left();
            }
        }
        if (next == null) {
            return false;
        }
        next.answer(snapshot, failure);
        return true;
    }

    private void left() {
        house.left();
        if (line.isEmpty()) {
            close();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            if (unsubscribe != null) {
                unsubscribe.run();
            }
            house.closed(this);
        }
    }
}
