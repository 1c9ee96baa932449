// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened to decoded frames and peer connections since the start; written by native threads, read by anybody. */
public final class MediaStatistics {
    private final LongAdder framesDecoded = new LongAdder();
    private final LongAdder framesHeld = new LongAdder();
    private final LongAdder openPeerConnections = new LongAdder();
    private final LongAdder callbackFailures = new LongAdder();
    private final Map<DropReason, LongAdder> framesDropped = new EnumMap<>(DropReason.class);

    /** Starts with everything at zero. */
    public MediaStatistics() {
        for (DropReason reason : DropReason.values()) {
            framesDropped.put(reason, new LongAdder());
        }
    }

    /** Frames that left a decoder. */
    public long framesDecoded() {
        return framesDecoded.sum();
    }

    /** Frames given up for {@code reason}. */
    public long framesDropped(DropReason reason) {
        return dropped(reason).sum();
    }

    /** Frames whose native memory is held right now. */
    public long framesHeld() {
        return framesHeld.sum();
    }

    /** Peer connections opened and not yet closed. */
    public long openPeerConnections() {
        return openPeerConnections.sum();
    }

    /** Throwables that a callback guard swallowed; anything but 0 is a defect. */
    public long callbackFailures() {
        return callbackFailures.sum();
    }

    /** Counts a frame given up for {@code reason}. */
    public void drop(DropReason reason) {
        dropped(reason).increment();
    }

    void decoded() {
        framesDecoded.increment();
    }

    void frameTaken() {
        framesHeld.increment();
    }

    void frameFreed() {
        framesHeld.decrement();
    }

    void peerConnectionOpened() {
        openPeerConnections.increment();
    }

    void peerConnectionClosed() {
        openPeerConnections.decrement();
    }

    void callbackFailed() {
        callbackFailures.increment();
    }

    private LongAdder dropped(DropReason reason) {
        LongAdder adder = framesDropped.get(reason);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + reason);
        }
        return adder;
    }
}
