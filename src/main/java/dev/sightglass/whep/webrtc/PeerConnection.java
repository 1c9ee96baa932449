// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.sightglass.whep.client.IceServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One receiving peer connection: offers and takes the answer, or answers an offer; feeds a slot, closes. Native calls run one at a time on
 * executors of {@link WebRtc}, never on the caller's thread and never inside a callback.
 */
public final class PeerConnection {
    /** libwebrtc answers from a copy for 50 ms (RTCStatsCollector). */
    private static final int NEXT_LOOK_MS = 60;

    private final WebRtc webRtc;
    private final PeerConnectionOptions options;
    private final FrameSink sink;
    private final PeerConnectionListener listener;
    private final CallbackGuard guard;
    private final AtomicReference<@Nullable CompletableFuture<Void>> closing = new AtomicReference<>();
    /** Of the current receiver. */
    private volatile Gathering gathering;
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
        sink.gate().onHeld(this::lookForKeyframe);
    }

    /**
     * Makes the offer: recvonly video (H264, VP8, VP9, AV1), with the ICE candidates found within the gathering timeout. Where that is
     * zero there are none, and gathering begins with the answer, so that it can use the ICE servers which that names.
     *
     * @return the SDP; fails with an {@link IllegalStateException} if libwebrtc refuses or the connection is closed
     */
    public CompletionStage<String> offer() {
        return onCalls(() -> {
                    Receiver opened = open(options);
                    opened.receiveVideo();
                    opened.attach(sink);
                    return opened.descriptions().createOffer();
                })
                .thenCompose(this::describe);
    }

    private CompletionStage<String> describe(RTCSessionDescription created) {
        if (options.gatheringTimeout().isZero()) {
            unset = created;
            return CompletableFuture.completedFuture(toSend(created.sdp));
        }
        return onCalls(() -> receiver().descriptions().setLocal(created)).thenCompose(set -> gathered());
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
                .thenCompose(set -> onCalls(() -> receiver()
                        .descriptions()
                        .setRemote(RTCSdpType.ANSWER, AudioSections.directed(sdp, "inactive"))));
    }

    /**
     * What was received so far.
     *
     * @return fails with an {@link IllegalStateException} if the connection is closed
     */
    public CompletionStage<InboundStatistics> inbound() {
        return onCalls(this::getStats);
    }

    private CompletableFuture<InboundStatistics> getStats() {
        CompletableFuture<InboundStatistics> got = new CompletableFuture<>();
        receiver()
                .connection()
                .getStats(report -> guard.run(
                        "getStats", () -> got.completeAsync(() -> InboundStatistics.of(report), webRtc.calls())));
        return got;
    }

    private CompletableFuture<Void> setOffer(List<IceServer> iceServers) {
        RTCSessionDescription offer = unset;
        if (offer == null) {
            return CompletableFuture.completedFuture(null);
        }
        unset = null;
        receiver().use(options.with(iceServers));
        return receiver().descriptions().setLocal(offer);
    }

    /**
     * Answers an offer with recvonly video and the ICE candidates found within the gathering timeout. What an offer of our own has made is
     * given up: this begins anew. Frames come from {@link #receive} on.
     *
     * @param iceServers named with the offer
     * @return the SDP; fails with an {@link IllegalStateException} if libwebrtc refuses the offer or the connection is closed
     */
    public CompletionStage<String> answer(String offer, List<IceServer> iceServers) {
        return onCalls(() -> {
                    reset();
                    return open(options.with(iceServers)).descriptions().setRemote(RTCSdpType.OFFER, offer);
                })
                .thenCompose(set -> onCalls(() -> {
                    receiver().receiveOffered();
                    return receiver().descriptions().createAnswer();
                }))
                .thenCompose(created -> onCalls(() -> receiver().descriptions().setLocal(created)))
                .thenCompose(set -> gathered());
    }

    /**
     * Lets frames of an answered offer into the slot.
     *
     * @param epoch as in {@link #setAnswer}
     * @return fails with an {@link IllegalStateException} if the connection is closed
     */
    public CompletionStage<Void> receive(long epoch) {
        sink.begin(epoch);
        return onCalls(() -> {
            receiver().attach(sink);
            return CompletableFuture.completedFuture(null);
        });
    }

    /**
     * Tells our own description when all ICE candidates are in it, after {@code cap} at the latest.
     *
     * @return fails with an {@link IllegalStateException} if the connection is closed
     */
    public CompletionStage<LocalDescription> localDescription(Duration cap) {
        Gathering current = gathering;
        return current.awaitAll(cap)
                .thenCompose(over -> onCalls(() -> CompletableFuture.completedFuture(
                        new LocalDescription(receiver().localSdp(), current.isComplete()))));
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
            guard.run("close", this::reset);
            webRtc.forget(this);
            mine.complete(null);
        });
        return mine;
    }

    private synchronized void reset() {
        if (receiver != null) {
            webRtc.statistics().peerConnectionClosed();
            receiver.close(webRtc.freesConnections());
            sink.gate().close();
            receiver = null;
        }
        unset = null;
    }

    private Receiver open(PeerConnectionOptions with) {
        Gathering begun = new Gathering(webRtc.calls());
        gathering = begun;
        Receiver opened = Receiver.open(
                webRtc.natives(),
                with,
                new PeerObserver(guard, listener, begun),
                connection -> new Descriptions(connection, webRtc.calls(), guard));
        receiver = opened;
        webRtc.statistics().peerConnectionOpened();
        return opened;
    }

    /** Opens the gate once libwebrtc has counted a keyframe; it counts a frame before it shows it, so mostly at the first look. */
    private void lookForKeyframe() {
        try {
            onCalls(this::keyframesDecoded).thenAccept(keyframes -> {
                if (keyframes > 0) {
                    sink.gate().open();
                } else {
                    CompletableFuture.delayedExecutor(NEXT_LOOK_MS, TimeUnit.MILLISECONDS)
                            .execute(this::lookForKeyframe);
                }
            });
        } catch (RejectedExecutionException closed) {
            // The library is closing, and nobody waits for a frame.
        }
    }

    private CompletableFuture<Long> keyframesDecoded() {
        CompletableFuture<Long> counted = new CompletableFuture<>();
        receiver()
                .connection()
                .getStats(report -> guard.run("getStats", () -> {
                    long keyframes = Receiver.keyframesDecoded(report);
                    webRtc.calls().execute(() -> counted.complete(keyframes));
                }));
        return counted;
    }

    /** Waits for candidates, and returns the description as the server is to have it. */
    private CompletableFuture<String> gathered() {
        return gathering
                .await(options.gatheringTimeout())
                .thenCompose(done -> onCalls(() ->
                        CompletableFuture.completedFuture(toSend(receiver().localSdp()))));
    }

    private String toSend(String sdp) {
        return options.audio() ? AudioSections.directed(sdp, "recvonly") : sdp;
    }

    private Receiver receiver() {
        Receiver current = receiver;
        if (current == null) {
            throw new IllegalStateException("peer connection is closed");
        }
        return current;
    }

    /** Runs {@code call} on the executor for calls, unless the connection is closed, and completes with what that completes with. */
    private <T> CompletableFuture<T> onCalls(Supplier<CompletableFuture<T>> call) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            synchronized (this) {
                                if (closing.get() != null) {
                                    throw new IllegalStateException("peer connection is closed");
                                }
                                return call.get();
                            }
                        },
                        webRtc.calls())
                .thenCompose(Function.identity());
    }
}
