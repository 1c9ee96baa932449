// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.testing;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.sightglass.whep.webrtc.WebRtc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Sends tracks, the camera's first, to one viewer. */
final class TestPublisher implements PeerConnectionObserver, AutoCloseable {
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final RTCPeerConnection connection;
    private final List<MediaStreamTrack> tracks;

    TestPublisher(WebRtc webRtc, List<MediaStreamTrack> tracks) {
        this.connection = webRtc.factory().createPeerConnection(new RTCConfiguration(), this);
        this.tracks = tracks;
    }

    /**
     * Answers an offer with all candidates in it.
     *
     * @param edit changes the answer before it takes effect here
     */
    String answer(String offer, UnaryOperator<String> edit) throws Exception {
        set(observer -> connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.OFFER, offer), observer));
        addTracks();
        String answer = create(observer -> connection.createAnswer(new RTCAnswerOptions(), observer));
        return describe(RTCSdpType.ANSWER, edit.apply(answer));
    }

    /** Makes an offer with all candidates in it. */
    String offer() throws Exception {
        addTracks();
        return describe(RTCSdpType.OFFER, create(observer -> connection.createOffer(new RTCOfferOptions(), observer)));
    }

    /** Takes the answer to its offer. */
    void accept(String answer) throws Exception {
        set(observer ->
                connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer), observer));
    }

    private void addTracks() {
        tracks.forEach(track -> connection.addTrack(track, List.of("stream")));
    }

    private String describe(RTCSdpType type, String sdp) throws Exception {
        set(observer -> connection.setLocalDescription(new RTCSessionDescription(type, sdp), observer));
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

    private static String create(Consumer<CreateSessionDescriptionObserver> call) throws Exception {
        CompletableFuture<String> created = new CompletableFuture<>();
        call.accept(new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                created.complete(description.sdp);
            }

            @Override
            public void onFailure(String error) {
                created.completeExceptionally(new IllegalStateException(error));
            }
        });
        return created.get(5, TimeUnit.SECONDS);
    }

    private static void set(Consumer<SetSessionDescriptionObserver> call) throws Exception {
        CompletableFuture<Void> set = new CompletableFuture<>();
        call.accept(new SetSessionDescriptionObserver() {
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
