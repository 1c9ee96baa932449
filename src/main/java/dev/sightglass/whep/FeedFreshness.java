// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.time.Duration;

/**
 * How old a feed's newest frame is, and may become.
 *
 * @param sinceNanos when the feed began to wait for its first one
 * @param stallTimeout age from which a feed is stalled
 */
record FeedFreshness(FrameSlot slot, FeedScheduler scheduler, long sinceNanos, Duration stallTimeout) {

    /** How long there has been no frame, or nothing at all. */
    Duration outage() {
        FrameStamp newest = slot.newestStamp();
        return since(newest == null ? sinceNanos : newest.decodedAtNanos());
    }

    /** How long until the newest frame will be as old as it may become; negative when it is older. */
    Duration untilStalled(boolean disconnected) {
        FrameStamp newest = slot.newestStamp();
        Duration age = newest == null ? Duration.ZERO : since(newest.decodedAtNanos());
        // If ICE has not heard of the peer either: half the patience.
        return (disconnected ? stallTimeout.dividedBy(2) : stallTimeout).minus(age);
    }

    /** How long the feed has been waiting for its first frame, in nanoseconds. */
    long waitedNanos() {
        return scheduler.nanoTime() - sinceNanos;
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(scheduler.nanoTime() - nanos);
    }
}
