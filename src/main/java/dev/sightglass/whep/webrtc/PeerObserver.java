// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionState;

/** Hears the native side; every method is guarded and only hands over. */
final class PeerObserver implements PeerConnectionObserver {
    private final CallbackGuard guard;
    private final PeerConnectionListener listener;
    private final Runnable gathered;

    PeerObserver(CallbackGuard guard, PeerConnectionListener listener, Runnable gathered) {
        this.guard = guard;
        this.listener = listener;
        this.gathered = gathered;
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        // Candidates are read from the local description once gathering is over.
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            guard.run("onIceGatheringChange", gathered);
        }
    }

    @Override
    public void onIceConnectionChange(RTCIceConnectionState state) {
        guard.run("onIceConnectionChange", () -> {
            switch (state) {
                case CONNECTED, COMPLETED -> listener.stateChanged(PeerState.CONNECTED);
                case DISCONNECTED -> listener.stateChanged(PeerState.DISCONNECTED);
                case FAILED -> listener.stateChanged(PeerState.FAILED);
                case NEW, CHECKING, CLOSED -> {}
            }
        });
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        // ICE may live while DTLS has failed.
        if (state == RTCPeerConnectionState.FAILED) {
            guard.run("onConnectionChange", () -> listener.stateChanged(PeerState.FAILED));
        }
    }
}
