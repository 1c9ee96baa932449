// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes and applies the session descriptions of one native peer connection. What libwebrtc calls back is completed on an executor, so
 * that nothing that depends on it runs inside the callback; a refusal fails with an {@link IllegalStateException}. Not safe for
 * concurrent use.
 */
final class Descriptions {
    private final RTCPeerConnection connection;
    private final Executor executor;
    private final CallbackGuard guard;

    Descriptions(RTCPeerConnection connection, Executor executor, CallbackGuard guard) {
        this.connection = connection;
        this.executor = executor;
        this.guard = guard;
    }

    CompletableFuture<RTCSessionDescription> createOffer() {
        Created created = new Created("createOffer");
        connection.createOffer(new RTCOfferOptions(), created);
        return created.result;
    }

    CompletableFuture<RTCSessionDescription> createAnswer() {
        Created created = new Created("createAnswer");
        connection.createAnswer(new RTCAnswerOptions(), created);
        return created.result;
    }

    CompletableFuture<Void> setLocal(RTCSessionDescription description) {
        Applied applied = new Applied("setLocalDescription");
        connection.setLocalDescription(description, applied);
        return applied.result;
    }

    CompletableFuture<Void> setRemote(RTCSdpType type, String sdp) {
        Applied applied = new Applied("setRemoteDescription");
        connection.setRemoteDescription(new RTCSessionDescription(type, sdp), applied);
        return applied.result;
    }

    private void fail(CompletableFuture<?> future, String error) {
        executor.execute(() -> future.completeExceptionally(new IllegalStateException(error)));
    }

    private final class Created implements CreateSessionDescriptionObserver {
        private final String callback;
        private final CompletableFuture<RTCSessionDescription> result = new CompletableFuture<>();

        Created(String callback) {
            this.callback = callback;
        }

        @Override
        public void onSuccess(RTCSessionDescription description) {
            guard.run(callback, () -> executor.execute(() -> result.complete(description)));
        }

        @Override
        public void onFailure(String error) {
            guard.run(callback, () -> fail(result, error));
        }
    }

    private final class Applied implements SetSessionDescriptionObserver {
        private final String callback;
        private final CompletableFuture<Void> result = new CompletableFuture<>();

        Applied(String callback) {
            this.callback = callback;
        }

        @Override
        public void onSuccess() {
            guard.run(callback, () -> executor.execute(() -> result.complete(null)));
        }

        @Override
        public void onFailure(String error) {
            guard.run(callback, () -> fail(result, error));
        }
    }
}
