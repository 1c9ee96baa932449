// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds the newest frame of one feed, across its connections. The slot owns one reference to it. Nothing here blocks.
 */
public final class FrameSlot {
    private final MediaStatistics statistics;
    private final AtomicReference<@Nullable Frame> newest = new AtomicReference<>();
    private volatile boolean closed;
    private volatile @Nullable Runnable newer;

    /** Makes an empty slot that counts its losses in {@code statistics}. */
    public FrameSlot(MediaStatistics statistics) {
        this.statistics = statistics;
    }

    /**
     * Puts {@code frame} in and releases the one it replaces. Takes over the caller's reference, whatever happens. A frame of an
     * older epoch, or an older one of the same, is released instead.
     */
    public void offer(Frame frame) {
        Frame former;
        do {
            former = newest.get();
            if (closed || (former != null && former.stamp().isNewerThan(frame.stamp()))) {
                statistics.drop(DropReason.OUTDATED);
                frame.release();
                return;
            }
        } while (!newest.compareAndSet(former, frame));
        if (former != null) {
            if (!former.wasAcquired()) {
                statistics.drop(DropReason.REPLACED);
            }
            former.release();
        }
        if (closed) {
            empty();
        }
        // Read after the frame is in: whoever sets a listener and then looks misses none.
        Runnable told = newer;
        if (told != null) {
            told.run();
        }
    }

    /**
     * Sets who is told after each frame that became the newest, or null for nobody. Called on the thread that offers, a native one:
     * must only hand over. A frame that is offered meanwhile is either told of or in the slot already when this returns.
     */
    public void onNewer(@Nullable Runnable listener) {
        newer = listener;
    }

    /** Returns the newest frame with a reference that the caller must release, or null when there is none. */
    public @Nullable Frame acquireNewest() {
        Frame frame = newest.get();
        // A frame that cannot be retained has just been replaced or cleared: look again.
        while (frame != null && !frame.retain()) {
            frame = newest.get();
        }
        if (frame != null) {
            frame.markAcquired();
        }
        return frame;
    }

    /** Stamp of the newest frame, or null when there is none. */
    public @Nullable FrameStamp newestStamp() {
        Frame frame = newest.get();
        return frame == null ? null : frame.stamp();
    }

    /** Empties the slot for good: whatever still arrives is released at once. */
    public void close() {
        closed = true;
        empty();
    }

    private void empty() {
        Frame last = newest.getAndSet(null);
        if (last != null) {
            last.release();
        }
    }
}
