// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/** Hears of a peer connection on libwebrtc's own threads: implementations only hand over, they never block or throw. */
public interface PeerConnectionListener {

    /** The first frame of {@code epoch} is in the slot. */
    void firstFrame(long epoch);

    /** Frames come, but the first of them was larger than the limit and dropped; told once. */
    default void pictureTooLarge() {}

    /** ICE or DTLS changed to {@code state}. */
    void stateChanged(PeerState state);
}
