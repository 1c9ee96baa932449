// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * An encoded picture of one decoded frame with what is known about it, texts of answers included: they are made once here, not once
 * per answer. Immutable by agreement: nobody writes to the bytes, which go to the socket as they are.
 */
public final class Snapshot {

    /** Bytes of everything but the picture, roughly: this object and its texts. */
    private static final int OVERHEAD = 600;

    private final SnapshotKey key;
    private final FrameStamp stamp;
    private final EncodedFrame encoded;
    private final String decodedAt;
    private final String etag;
    private final @Nullable String roi;

    /**
     * @param key session and variant
     * @param stamp the frame it shows
     * @param decodedAt moment of decoding as answers write it
     */
    public Snapshot(SnapshotKey key, FrameStamp stamp, EncodedFrame encoded, String decodedAt) {
        this.key = key;
        this.stamp = stamp;
        this.encoded = encoded;
        this.decodedAt = decodedAt;
        this.etag = key.etag(stamp.epoch(), stamp.sequence());
        Box crop = encoded.crop();
        this.roi = crop == null ? null : crop.text();
    }

    /** A snapshot of a whole frame in its native size, of whose cost nothing is known. */
    public Snapshot(SnapshotKey key, FrameStamp stamp, byte[] bytes, int width, int height) {
        this(
                key,
                stamp,
                new EncodedFrame(
                        bytes,
                        new Size(width, height),
                        new Size(width, height),
                        null,
                        key.variant().quality(),
                        ""),
                stamp.decodedAt().toString());
    }

    /** Session and variant. */
    public SnapshotKey key() {
        return key;
    }

    /** The frame it shows. */
    public FrameStamp stamp() {
        return stamp;
    }

    /** What it is encoded as. */
    public Format format() {
        return key.variant().format();
    }

    /** The whole file in its {@link #format()}; not to be written to. */
    public byte[] bytes() {
        return encoded.bytes();
    }

    /** The same, by the name that routes know; a JPEG where no request asked for another format. */
    public byte[] jpeg() {
        return encoded.bytes();
    }

    /** Columns of the picture. */
    public int width() {
        return encoded.size().width();
    }

    /** Rows of the picture. */
    public int height() {
        return encoded.size().height();
    }

    /** Size of the upright picture before cropping and scaling. */
    public Size source() {
        return encoded.source();
    }

    /** The part of the source that it shows, as {@code x,y,w,h} in pixels; null for all of it. */
    public @Nullable String roi() {
        return roi;
    }

    /** The quality with which it was encoded at last, 1 to 100. */
    public int quality() {
        return encoded.quality();
    }

    /** What it costs the families of vision models, as {@code claude=1196, gemini=1100}; may be empty. */
    public String tokens() {
        return encoded.tokens();
    }

    /** Moment of decoding as answers write it. */
    public String decodedAt() {
        return decodedAt;
    }

    /** Its entity tag: see {@link SnapshotKey#etag}. */
    public String etag() {
        return etag;
    }

    /** Bytes it takes in the cache, roughly. */
    int weight() {
        return encoded.bytes().length + OVERHEAD;
    }
}
