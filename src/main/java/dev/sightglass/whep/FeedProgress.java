// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Where a feed stands: its state, its epochs, its attempts. Changed by steps of the feed, which the listener hears of; read by anyone. */
final class FeedProgress {
    private final Clock clock;
    private final FeedListener listener;
    private volatile FeedStatus status;
    /** Of the connection that the feed has, once it is answered. */
    private long epoch;
    /** The last one that was begun, though it may never have had a picture. */
    private long lastEpoch;

    private int attempts;

    /**
     * Begins as {@link FeedState#CONNECTING}, which nobody is told.
     *
     * @param formerEpochs epochs that the session has had before
     */
    FeedProgress(Clock clock, FeedListener listener, long formerEpochs) {
        this.clock = clock;
        this.listener = listener;
        this.epoch = formerEpochs;
        this.lastEpoch = formerEpochs;
        this.status = new FeedStatus(FeedState.CONNECTING, formerEpochs, null, clock.instant(), 0);
    }

    FeedStatus status() {
        return status;
    }

    boolean is(FeedState state) {
        return status.state() == state;
    }

    /** Whether an answer is accepted, and nothing has gone wrong since. */
    boolean isJoined() {
        return is(FeedState.LIVE) || is(FeedState.WARMING_UP);
    }

    void connecting() {
        attempts++;
        become(FeedState.CONNECTING, null);
    }

    /** A connection is answered, be it the feed's or one that is to renew it: returns its epoch. */
    long beginEpoch() {
        return ++lastEpoch;
    }

    /** The feed's connection is answered, by which {@code begun} began. */
    void warmingUp(long begun) {
        epoch = begun;
        become(FeedState.WARMING_UP, null);
    }

    /** The first frame of {@code begun} is there. */
    void live(long begun) {
        attempts = 0;
        epoch = begun;
        become(FeedState.LIVE, null);
        listener.firstFrame(begun);
    }

    void stalled(String reason) {
        become(FeedState.STALLED, reason);
    }

    /** Another connection is there already, whose answer began {@code begun}; 0 if it has none yet. */
    void goesOn(long begun) {
        attempts = 1;
        if (begun == 0) {
            become(FeedState.CONNECTING, null);
        } else {
            warmingUp(begun);
        }
    }

    void backingOff(String reason) {
        become(FeedState.BACKING_OFF, reason);
    }

    void ended() {
        become(FeedState.ENDED, null);
    }

    private void become(FeedState next, @Nullable String reason) {
        FeedState now = status.state();
        if (now != next && !now.canBecome(next)) {
            throw new IllegalStateException("a feed that is " + now + " cannot become " + next);
        }
        status = new FeedStatus(next, epoch, reason, clock.instant(), attempts);
        listener.changed(status);
    }
}
