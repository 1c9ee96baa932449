// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connection and the slot until libwebrtc has counted a decoded keyframe, and holds the newest frame meanwhile: what
 * a decoder makes of anything else is not to be shown. Nothing here blocks.
 */
final class KeyframeGate {
    private final FrameSlot slot;
    private final MediaStatistics statistics;
    private final LongConsumer firstFrame;
    private final AtomicReference<@Nullable Frame> held = new AtomicReference<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile Runnable ask = this::open;
    private volatile boolean open;

    /**
     * Makes a gate that is shut until its first frame.
     *
     * @param firstFrame told the epoch when the first frame is in the slot
     */
    KeyframeGate(FrameSlot slot, MediaStatistics statistics, LongConsumer firstFrame) {
        this.slot = slot;
        this.statistics = statistics;
        this.firstFrame = firstFrame;
    }

    /**
     * Sets what asks whether there was a keyframe, in place of {@link #open()}; called once, on the decoder's thread, when the first
     * frame waits: must only hand over.
     */
    void onHeld(Runnable newAsk) {
        ask = newAsk;
    }

    /** Passes the frame on, or holds it in place of an older one. Takes over the caller's reference. Called on the decoder's thread. */
    void pass(Frame frame) {
        if (open) {
            slot.offer(frame);
            return;
        }
        hold(frame);
        if (open) {
            // Between the two looks.
            release();
        } else if (asked.compareAndSet(false, true)) {
            ask.run();
        }
    }

    /** There was a keyframe: all frames pass from now on. */
    void open() {
        open = true;
        release();
    }

    /** No frame comes any more: gives up the one that is held. */
    void close() {
        hold(null);
    }

    private void hold(@Nullable Frame frame) {
        Frame former = held.getAndSet(frame);
        if (former != null) {
            statistics.drop(DropReason.BEFORE_KEYFRAME);
            former.release();
        }
    }

    private void release() {
        Frame frame = held.getAndSet(null);
        if (frame != null) {
            slot.offer(frame);
            firstFrame.accept(frame.epoch());
        }
    }
}
