// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the native library: what webrtc-java keeps of a closed connection is what we give back, no more and no less. */
class NativeReferenceIT {
    private final WebRtc webRtc = WebRtc.open();
    private final RTCPeerConnection connection =
            webRtc.factory().createPeerConnection(new RTCConfiguration(), new Unheard());

    @AfterEach
    void stop() {
        webRtc.close();
    }

    @Test
    void theLastReferenceOfAClosedConnectionIsOurs() {
        NativeReference ours = NativeReference.of(connection);
        connection.close();

        assertThat(ours.giveBack()).as("was the last one").isTrue();
        assertThat(ours.giveBack()).as("a second time").isFalse();
    }

    @Test
    void aTransceiverIsGoneWithItsConnection() {
        RTCRtpTransceiver transceiver =
                connection.addTransceiver(webRtc.natives().videoTrack(), new RTCRtpTransceiverInit());
        NativeReference ofTransceiver = NativeReference.of(transceiver);
        NativeReference ofConnection = NativeReference.of(connection);
        connection.close();

        assertThat(ofTransceiver.giveBack()).as("the connection has one more").isFalse();
        assertThat(ofConnection.giveBack()).as("was the last one").isTrue();
    }

    private static final class Unheard implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {}
    }
}
