// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.testing;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.sightglass.whep.webrtc.WebRtc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends a camera's pictures to one viewer. */
final class TestPublisher implements PeerConnectionObserver, AutoCloseable {
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final RTCPeerConnection connection;
    private final VideoTrack track;

    TestPublisher(WebRtc webRtc, TestCamera camera) {
        connection = webRtc.factory().createPeerConnection(new RTCConfiguration(), this);
        track = webRtc.factory().createVideoTrack("camera", camera.source());
    }

    /** Answers an offer with all candidates in it. */
    String answer(String offer) throws Exception {
        set(observer -> connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.OFFER, offer), observer));
        connection.addTrack(track, List.of("stream"));
        CompletableFuture<RTCSessionDescription> created = new CompletableFuture<>();
        connection.createAnswer(new RTCAnswerOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                created.complete(description);
            }

            @Override
            public void onFailure(String error) {
                created.completeExceptionally(new IllegalStateException(error));
            }
        });
        RTCSessionDescription answer = created.get(5, TimeUnit.SECONDS);
        set(observer -> connection.setLocalDescription(answer, observer));
        gathered.completeOnTimeout(null, 300, TimeUnit.MILLISECONDS).join();
        return connection.getLocalDescription().sdp;
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            gathered.complete(null);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private interface Call {
        void with(SetSessionDescriptionObserver observer);
    }

    private static void set(Call call) throws Exception {
        CompletableFuture<Void> set = new CompletableFuture<>();
        call.with(new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                set.complete(null);
            }

            @Override
            public void onFailure(String error) {
                set.completeExceptionally(new IllegalStateException(error));
            }
        });
        set.get(5, TimeUnit.SECONDS);
    }
}
