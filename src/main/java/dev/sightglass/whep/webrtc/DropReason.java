// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/** Why a decoded frame was given up without anybody having seen it. */
public enum DropReason {
    /** A newer frame took its place in the slot. */
    REPLACED,
    /** Larger than the configured limit. */
    OVERSIZE,
    /** Replaced while it was not known yet whether a keyframe had been decoded. */
    BEFORE_KEYFRAME,
    /** Of another size again, after too many. */
    SIZE_CHANGES,
    /** Decoded on a connection that has been succeeded or closed. */
    OUTDATED,
    /** The consumer is suspended. */
    SUSPENDED,
    /** All workers are occupied and their queue is full. */
    BUSY
}
