// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Instant;

/**
 * Which decoded frame, and when it was decoded.
 *
 * @param epoch number of the feed's connection, 1 for the first
 * @param sequence number of the frame within its epoch, 1 for the first
 * @param decodedAtNanos {@link System#nanoTime()} at decoding; the only base of ages
 * @param decodedAt wall clock at decoding, for display
 */
public record FrameStamp(long epoch, long sequence, long decodedAtNanos, Instant decodedAt) {

    /** Whether this frame came before the other one, by epoch and then by sequence. */
    public boolean isBefore(FrameStamp other) {
        return epoch != other.epoch ? epoch < other.epoch : sequence < other.sequence;
    }
}
