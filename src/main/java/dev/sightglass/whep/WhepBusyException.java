// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

/** Refused because a bound is reached: try again later. */
public final class WhepBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String NO_CAPACITY = "whep:noCapacity";

    private final String reason;

    private WhepBusyException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    static WhepBusyException tooManyFeeds(int maxFeeds) {
        return new WhepBusyException("whep:tooManyFeeds", "all " + maxFeeds + " feeds (maxFeeds) are taken");
    }

    static WhepBusyException noCapacity() {
        return new WhepBusyException(NO_CAPACITY, "the machine has no capacity left for another feed");
    }

    static WhepBusyException workersOccupied() {
        return new WhepBusyException(
                "whep:workersBusy", "all workers are occupied and their queue (emitQueue) is full");
    }

    static WhepBusyException notRunning() {
        return new WhepBusyException("whep:notRunning", "the whep consumer is suspended or not started");
    }

    /** Whether it is the machine that has no room, rather than a bound of ours. */
    public boolean isForCapacity() {
        return reason.equals(NO_CAPACITY);
    }

    /** A short stable label, such as {@code whep:workersBusy}. */
    public String reason() {
        return reason;
    }
}
