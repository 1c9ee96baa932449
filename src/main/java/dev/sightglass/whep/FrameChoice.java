// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.Frame;
import dev.sightglass.whep.webrtc.FrameSlot;
import org.jspecify.annotations.Nullable;

/** Which frame an exchange is to carry; ended by exactly one of {@link #take()} and {@link #abandon()}. */
interface FrameChoice {

    /** The frame with a reference that the caller must release, or null if there is none. */
    @Nullable Frame take();

    /** Says that no exchange will be made. */
    void abandon();

    /** Whatever is newest when a worker gets to it: what waited for a worker is not newer than what is in the slot. */
    static FrameChoice newestOf(FrameSlot slot) {
        return new FrameChoice() {
            @Override
            public @Nullable Frame take() {
                return slot.acquireNewest();
            }

            @Override
            public void abandon() {
                // Nothing was taken.
            }
        };
    }

    /** That frame and no other; takes over the caller's reference. */
    static FrameChoice just(Frame frame) {
        return new FrameChoice() {
            @Override
            public Frame take() {
                return frame;
            }

            @Override
            public void abandon() {
                frame.release();
            }
        };
    }
}
