// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One decoded picture, immutable, I420, with counted references to its native memory.
 *
 * <p>It starts with one reference, which belongs to whoever made it. The planes are valid only while a reference is held. Safe for
 * use by many threads.
 */
public final class Frame {
    private final FrameStamp stamp;
    private final PictureFormat format;
    private final I420Planes planes;
    private final Runnable free;
    private final AtomicInteger references = new AtomicInteger(1);
    private volatile boolean acquired;

    /**
     * Makes a frame that holds one reference.
     *
     * @param free gives the planes' memory back; called once, on the thread of the last {@link #release()}
     */
    public Frame(FrameStamp stamp, PictureFormat format, I420Planes planes, Runnable free) {
        this.stamp = stamp;
        this.format = format;
        this.planes = planes;
        this.free = free;
    }

    /** Takes a further reference, or returns false when the last one is gone already. */
    public boolean retain() {
        int held;
        do {
            held = references.get();
            if (held == 0) {
                return false;
            }
        } while (!references.compareAndSet(held, held + 1));
        return true;
    }

    /**
     * Gives one reference back; the last one frees the native memory.
     *
     * @throws IllegalStateException if none is held
     */
    public void release() {
        int held;
        do {
            held = references.get();
            if (held == 0) {
                throw new IllegalStateException("frame released more often than retained");
            }
        } while (!references.compareAndSet(held, held - 1));
        if (held == 1) {
            free.run();
        }
    }

    /** Which frame it is and when it was decoded; readable after the last release too. */
    public FrameStamp stamp() {
        return stamp;
    }

    /** The feed's connection it came from, counted from 1. */
    public long epoch() {
        return stamp.epoch();
    }

    /** Its number within the epoch, counted from 1. */
    public long sequence() {
        return stamp.sequence();
    }

    /** {@link System#nanoTime()} when it was decoded, in nanoseconds. */
    public long decodedAtNanos() {
        return stamp.decodedAtNanos();
    }

    /** Wall clock when it was decoded. */
    public Instant decodedAt() {
        return stamp.decodedAt();
    }

    /** Width in pixels, before rotation. */
    public int width() {
        return format.width();
    }

    /** Height in pixels, before rotation. */
    public int height() {
        return format.height();
    }

    /** Degrees, clockwise, by which the picture must be turned to stand upright: 0, 90, 180 or 270. */
    public int rotation() {
        return format.rotation();
    }

    /** Luma, {@link #strideY()} bytes a row; a read-only view that ends with the caller's reference. */
    public ByteBuffer y() {
        return view(planes.y());
    }

    /** Blue difference, half the size rounded up; as {@link #y()}. */
    public ByteBuffer u() {
        return view(planes.u());
    }

    /** Red difference, half the size rounded up; as {@link #y()}. */
    public ByteBuffer v() {
        return view(planes.v());
    }

    /** Bytes from one luma row to the next. */
    public int strideY() {
        return planes.strideY();
    }

    /** Bytes from one row of {@link #u()} to the next. */
    public int strideU() {
        return planes.strideU();
    }

    /** Bytes from one row of {@link #v()} to the next. */
    public int strideV() {
        return planes.strideV();
    }

    /** Notes that somebody took this frame out of its slot, so that its replacement loses nothing. */
    void markAcquired() {
        acquired = true;
    }

    boolean wasAcquired() {
        return acquired;
    }

    private ByteBuffer view(ByteBuffer plane) {
        if (references.get() == 0) {
            throw new IllegalStateException("frame read after its last release");
        }
        return plane.asReadOnlyBuffer();
    }

    /** Stamp and format, for logs and failed assertions. */
    @Override
    public String toString() {
        return "Frame[" + stamp + ", " + format + "]";
    }
}
