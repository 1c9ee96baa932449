// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Frames without native memory. */
public final class Frames {
    private Frames() {}

    /** A small grey frame. */
    public static Frame frame(long epoch, long sequence, long decodedAtNanos, Runnable free) {
        FrameStamp stamp = new FrameStamp(epoch, sequence, decodedAtNanos, Instant.EPOCH);
        ByteBuffer luma = ByteBuffer.allocateDirect(16 * 8);
        ByteBuffer chroma = ByteBuffer.allocateDirect(8 * 4);
        return new Frame(stamp, new PictureFormat(16, 8, 0), new I420Planes(luma, chroma, chroma, 16, 8, 8), free);
    }

    /** A frame that nobody misses. */
    public static Frame frame(long epoch, long sequence) {
        return frame(epoch, sequence, 0, () -> {});
    }
}
