// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/** What ICE and DTLS say about a peer connection, as far as anybody acts on it. */
public enum PeerState {
    /** A pair of addresses works. */
    CONNECTED,
    /** Nothing was heard of the peer for a while; it may come back. An early hint, not a verdict. */
    DISCONNECTED,
    /** The peer is gone: only another peer connection helps. */
    FAILED
}
