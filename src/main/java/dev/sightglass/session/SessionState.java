// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** Where a session is in its life; the names are the wire's. */
public enum SessionState {
    /** Asked for, no operator yet. */
    REQUESTED,
    /** Has an operator, no frame decoded yet. */
    ASSIGNED,
    /** Frames arrive; the meter runs. */
    LIVE,
    /** Reserved by the contract, never produced. */
    PAUSED,
    /** Ended by a party. Final. */
    ENDED,
    /** Ran out of time, before or after the first frame. Final. */
    EXPIRED,
    /** Given up before the first frame. Final. */
    CANCELLED;

    /** Whether the state machine has a step from this state to {@code next}; staying is not a step. */
    public boolean canBecome(SessionState next) {
        return switch (this) {
            case REQUESTED -> next == ASSIGNED || next == EXPIRED || next == CANCELLED;
            case ASSIGNED -> next == LIVE || next == EXPIRED || next == CANCELLED;
            case LIVE -> next == ENDED || next == EXPIRED;
            case PAUSED, ENDED, EXPIRED, CANCELLED -> false;
        };
    }

    /** Whether the session is over: nothing can follow, its feed is to be let go. */
    public boolean isTerminal() {
        return this == ENDED || this == EXPIRED || this == CANCELLED;
    }
}
