// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;

/**
 * Session descriptions without callbacks: each method blocks until libwebrtc has answered. Never call it on a thread of
 * libwebrtc.
 */
final class Descriptions {
    private Descriptions() {}

    /**
     * Takes over a viewer's offer.
     *
     * @throws RefusedOfferException if libwebrtc cannot parse or accept it
     */
    static void setOffer(RTCPeerConnection connection, String sdp) {
        SetResult result = new SetResult();
        try {
            connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.OFFER, sdp), result);
        } catch (Error e) {
            throw parseFailure(e);
        }
        Waiting.forResult(result.done);
    }

    /** webrtc-java 0.14.0 throws a plain {@link Error} for SDP that it cannot parse. Real errors of the JVM go on. */
    private static RefusedOfferException parseFailure(Error error) {
        if (error.getClass() != Error.class) {
            throw error;
        }
        return new RefusedOfferException();
    }

    /**
     * Creates an answer and makes it the local description, which starts ICE gathering.
     *
     * @throws RefusedOfferException if the offer leaves nothing to answer
     */
    static void setAnswer(RTCPeerConnection connection) {
        CreateResult created = new CreateResult();
        connection.createAnswer(new RTCAnswerOptions(), created);
        SetResult set = new SetResult();
        connection.setLocalDescription(Waiting.forResult(created.done), set);
        Waiting.forResult(set.done);
    }

    /** Completing a future without dependents throws nothing and blocks nobody. */
    private static final class SetResult implements SetSessionDescriptionObserver {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        @Override
        public void onSuccess() {
            done.complete(true);
        }

        @Override
        public void onFailure(String error) {
            done.completeExceptionally(new RefusedOfferException());
        }
    }

    private static final class CreateResult implements CreateSessionDescriptionObserver {
        private final CompletableFuture<RTCSessionDescription> done = new CompletableFuture<>();

        @Override
        public void onSuccess(RTCSessionDescription description) {
            done.complete(description);
        }

        @Override
        public void onFailure(String error) {
            done.completeExceptionally(new RefusedOfferException());
        }
    }
}
