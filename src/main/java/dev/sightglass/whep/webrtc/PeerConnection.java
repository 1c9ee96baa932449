// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.sightglass.whep.client.IceServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One receiving peer connection: makes an offer, takes the answer, feeds a slot, closes. Native calls run one at a time on executors of
 * {@link WebRtc}, never on the caller's thread and never inside a callback.
 */
public final class PeerConnection {
    private final WebRtc webRtc;
    private final PeerConnectionOptions options;
    private final FrameSink sink;
    private final PeerConnectionListener listener;
    private final CallbackGuard guard;
    private final Gathering gathering;
    private final AtomicReference<@Nullable CompletableFuture<Void>> closing = new AtomicReference<>();
    /** Guarded by this, as are all calls on it. */
    private @Nullable Receiver receiver;

    /** The offer that was sent before it was set here; null if there is none. */
    private volatile @Nullable RTCSessionDescription unset;

    PeerConnection(WebRtc webRtc, PeerConnectionOptions options, FrameSink sink, PeerConnectionListener listener) {
        this.webRtc = webRtc;
        this.options = options;
        this.sink = sink;
        this.listener = listener;
        this.guard = new CallbackGuard(webRtc.statistics());
        this.gathering = new Gathering(webRtc.calls());
    }

    /**
     * Makes the offer: recvonly video (H264, VP8, VP9, AV1), with the ICE candidates found within the gathering timeout. Where that is
     * zero there are none, and gathering begins with the answer, so that it can use the ICE servers which that names.
     *
     * @return the SDP; fails with an {@link IllegalStateException} if libwebrtc refuses or the connection is closed
     */
    public CompletionStage<String> offer() {
        return onCalls(this::createOffer).thenCompose(created -> created).thenCompose(this::describe);
    }

    private CompletionStage<String> describe(RTCSessionDescription created) {
        if (options.gatheringTimeout().isZero()) {
            unset = created;
            return CompletableFuture.completedFuture(created.sdp);
        }
        return onCalls(() -> setLocal(created))
                .thenCompose(set -> set)
                .thenCompose(set -> gathering.await(options.gatheringTimeout()))
                .thenCompose(done -> onCalls(() -> receiver().localSdp()));
    }

    /**
     * Applies the answer; frames may arrive before the result completes.
     *
     * @param epoch stamped on all frames of this connection, counted from 1
     * @param iceServers named by the answer; used unless gathering is over already
     * @return fails with an {@link IllegalStateException} if libwebrtc refuses the SDP or the connection is closed
     */
    public CompletionStage<Void> setAnswer(String sdp, long epoch, List<IceServer> iceServers) {
        sink.begin(epoch);
        return onCalls(() -> setOffer(iceServers))
                .thenCompose(set -> set)
                .thenCompose(set -> onCalls(() -> setRemote(new RTCSessionDescription(RTCSdpType.ANSWER, sdp))))
                .thenCompose(set -> set);
    }

    private CompletableFuture<Void> setOffer(List<IceServer> iceServers) {
        RTCSessionDescription offer = unset;
        if (offer == null) {
            return CompletableFuture.completedFuture(null);
        }
        unset = null;
        receiver().use(options.with(iceServers));
        return setLocal(offer);
    }

    /**
     * Closes on an own executor, since closing inside a callback deadlocks; the first call counts, all get the same result.
     *
     * @return completes, never exceptionally, once native resources are given back and no further callback can come
     */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> earlier = closing.compareAndExchange(null, mine);
        if (earlier != null) {
            return earlier;
        }
        webRtc.closes().execute(() -> {
            guard.run("close", this::closeNow);
            webRtc.forget(this);
            mine.complete(null);
        });
        return mine;
    }

    private synchronized void closeNow() {
        if (receiver != null) {
            webRtc.statistics().peerConnectionClosed();
            receiver.close();
            receiver = null;
        }
    }

    private CompletableFuture<RTCSessionDescription> createOffer() {
        receiver = Receiver.open(webRtc.natives(), options, new PeerObserver(guard, listener, gathering));
        webRtc.statistics().peerConnectionOpened();
        receiver.attach(sink);
        CompletableFuture<RTCSessionDescription> created = new CompletableFuture<>();
        receiver.connection().createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                guard.run("createOffer", () -> created.completeAsync(() -> description, webRtc.calls()));
            }

            @Override
            public void onFailure(String error) {
                guard.run("createOffer", () -> fail(created, error));
            }
        });
        return created;
    }

    private CompletableFuture<Void> setLocal(RTCSessionDescription description) {
        Applied applied = new Applied("setLocalDescription");
        receiver().connection().setLocalDescription(description, applied);
        return applied.result;
    }

    private CompletableFuture<Void> setRemote(RTCSessionDescription description) {
        Applied applied = new Applied("setRemoteDescription");
        receiver().connection().setRemoteDescription(description, applied);
        return applied.result;
    }

    private Receiver receiver() {
        Receiver current = receiver;
        if (current == null) {
            throw new IllegalStateException("peer connection is closed");
        }
        return current;
    }

    private <T> CompletableFuture<T> onCalls(Supplier<T> call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    synchronized (this) {
                        if (closing.get() != null) {
                            throw new IllegalStateException("peer connection is closed");
                        }
                        return call.get();
                    }
                },
                webRtc.calls());
    }

    private void fail(CompletableFuture<?> future, String error) {
        webRtc.calls().execute(() -> future.completeExceptionally(new IllegalStateException(error)));
    }

    /** Completes on the executor for calls, so that nothing that depends on it runs inside the callback. */
    private final class Applied implements SetSessionDescriptionObserver {
        private final String callback;
        private final CompletableFuture<Void> result = new CompletableFuture<>();

        Applied(String callback) {
            this.callback = callback;
        }

        @Override
        public void onSuccess() {
            guard.run(callback, () -> webRtc.calls().execute(() -> result.complete(null)));
        }

        @Override
        public void onFailure(String error) {
            guard.run(callback, () -> fail(result, error));
        }
    }
}
