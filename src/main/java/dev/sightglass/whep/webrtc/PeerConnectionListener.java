// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/** Hears of a peer connection on libwebrtc's own threads: implementations only hand over, they never block or throw. */
public interface PeerConnectionListener {

    /** The first frame of {@code epoch} is in the slot. */
    void firstFrame(long epoch);

    /** What comes is not worth the connection; told once for each fault. Pictures of that kind are dropped. */
    default void faulty(MediaFault fault) {}

    /** ICE or DTLS changed to {@code state}. */
    void stateChanged(PeerState state);
}
