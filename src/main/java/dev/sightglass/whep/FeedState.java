// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

/** Where a feed stands. */
public enum FeedState {
    /** An offer is being made, or waits for its answer. */
    CONNECTING("connecting"),
    /** The answer is accepted, which begins an epoch; no frame has been decoded in it yet. */
    WARMING_UP("connected"),
    /** Frames are being decoded. */
    LIVE("live"),
    /** Frames stopped, or never came; the WHEP session is being ended. */
    STALLED("stalled"),
    /** Another attempt is due after a delay. */
    BACKING_OFF("backing-off"),
    /** Unsubscribed. Final. */
    ENDED("ended");

    private final String event;

    FeedState(String event) {
        this.event = event;
    }

    /** The value of {@link WhepConstants#EVENT} when a feed comes into this state. */
    public String event() {
        return event;
    }

    /** Tells whether {@code next} may follow. */
    boolean canBecome(FeedState next) {
        return switch (this) {
            case CONNECTING -> next == WARMING_UP || next == BACKING_OFF || next == ENDED;
            case WARMING_UP -> next == LIVE || next == STALLED || next == ENDED;
            case LIVE -> next == STALLED || next == ENDED;
            // CONNECTING and WARMING_UP when another connection is there already.
            case STALLED -> next == BACKING_OFF || next == ENDED || next == CONNECTING || next == WARMING_UP;
            case BACKING_OFF -> next == CONNECTING || next == ENDED;
            case ENDED -> false;
        };
    }
}
