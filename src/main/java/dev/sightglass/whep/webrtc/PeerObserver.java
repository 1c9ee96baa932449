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
    private final Gathering gathering;

    PeerObserver(CallbackGuard guard, PeerConnectionListener listener, Gathering gathering) {
        this.guard = guard;
        this.listener = listener;
        this.gathering = gathering;
    }

    /** The candidates themselves are read from the local description once there are enough. */
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        guard.run("onIceCandidate", () -> gathering.candidate());
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            guard.run("onIceGatheringChange", gathering::complete);
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
