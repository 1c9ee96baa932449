// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/**
 * A JPEG of one decoded frame with what is known about it. Immutable by agreement: nobody writes to the bytes, which go to
 * the socket as they are.
 *
 * @param key session and variant
 * @param stamp the frame it shows
 * @param jpeg baseline JPEG, SOI to EOI
 * @param width of the JPEG in pixels
 * @param height of the JPEG in pixels
 * @param etag strong entity tag with its quotes: session, epoch, sequence and variant (RFC 9110 section 8.8.3)
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by identity only; a copy per answer would be the dearest step of a poll
public record Snapshot(SnapshotKey key, FrameStamp stamp, byte[] jpeg, int width, int height, String etag) {

    public Snapshot(SnapshotKey key, FrameStamp stamp, byte[] jpeg, int width, int height) {
        this(key, stamp, jpeg, width, height, etagOf(key, stamp));
    }

    private static String etagOf(SnapshotKey key, FrameStamp stamp) {
        return '"'
                + key.sessionId()
                + '-'
                + stamp.epoch()
                + '-'
                + stamp.sequence()
                + '-'
                + key.variant().tag()
                + '"';
    }

    /** Bytes it takes in the cache, roughly: the JPEG and 200 bytes of everything else. */
    int weight() {
        return jpeg.length + 200;
    }
}
