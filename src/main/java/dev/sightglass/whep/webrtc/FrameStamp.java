// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.time.Instant;

/**
 * Which frame of a feed it is, and when it was decoded.
 *
 * @param epoch the feed's connection, counted from 1
 * @param sequence the frame within its epoch, counted from 1
 * @param decodedAtNanos {@link System#nanoTime()} in the decoder's callback, in nanoseconds: for ages
 * @param decodedAt wall clock at the same moment: for display
 */
public record FrameStamp(long epoch, long sequence, long decodedAtNanos, Instant decodedAt) {

    /** Tells whether this frame was decoded after {@code other}: later epoch, or later in the same. */
    public boolean isNewerThan(FrameStamp other) {
        return epoch != other.epoch ? epoch > other.epoch : sequence > other.sequence;
    }
}
