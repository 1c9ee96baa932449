// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * One viewer of the camera: a peer connection that sends the shared track. {@link #close()} must not be called on a thread
 * of libwebrtc. Safe for concurrent use.
 */
final class Viewer implements AutoCloseable {
    private static final Duration GATHERING_LIMIT = Duration.ofMillis(300);

    /**
     * Interfaces are all asked in libwebrtc's first step, their candidates come within a millisecond of each other. Two further
     * steps of 50 ms each ask for relays and TCP, which the camera does not use: no need to wait for COMPLETE.
     */
    private static final Duration SETTLING = Duration.ofMillis(10);

    private static final SharpStart SHARP_START = new SharpStart(4000);

    private final LongSupplier nanoTime;
    private final RTCPeerConnection connection;
    private final CompletableFuture<Boolean> firstCandidate = new CompletableFuture<>();
    private final CompletableFuture<Boolean> gathered = new CompletableFuture<>();

    private boolean closed;
    private volatile boolean connected;
    private volatile boolean failed;
    private volatile long lastChangeNs;

    Viewer(PeerConnectionFactory factory, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastChangeNs = nanoTime.getAsLong();
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.portAllocatorConfig = new PortAllocatorConfig().setDisableTcp(true);
        this.connection = factory.createPeerConnection(configuration, new Observer());
    }

    /**
     * Answers the viewer's offer. Blocks for some tens of milliseconds.
     *
     * <p>libwebrtc encodes with the first codec of the offer, so the viewer chooses it.
     *
     * @return the answer with all our candidates in it
     * @throws RefusedOfferException if libwebrtc cannot accept the offer
     * @throws IllegalStateException if the machine has no network interface besides loopback, which libwebrtc ignores
     */
    synchronized String answer(String offer, VideoTrack track) {
        if (closed) {
            throw new IllegalStateException("The viewer was closed before its answer was ready");
        }
        Descriptions.setOffer(connection, SHARP_START.applyTo(offer));
        connection.addTrack(track, List.of("sightglass"));
        Descriptions.setAnswer(connection);
        if (!Waiting.atMost(GATHERING_LIMIT, firstCandidate)) {
            throw new IllegalStateException("The test camera needs a network interface other than loopback");
        }
        Waiting.atMost(SETTLING, gathered);
        return connection.getLocalDescription().sdp;
    }

    /** Whether ICE failed, or has not been connected for at least {@code patience}. */
    boolean isGone(Duration patience) {
        return failed || (!connected && nanoTime.getAsLong() - lastChangeNs >= patience.toNanos());
    }

    /** Waits for a running {@link #answer}: a closed peer connection has no native object left to answer with. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            connection.close();
        }
    }

    /** Called on libwebrtc's threads: only writes fields and completes futures nobody chained on, so nothing throws. */
    private final class Observer implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            firstCandidate.complete(true);
        }

        @Override
        public void onIceGatheringChange(RTCIceGatheringState state) {
            if (state == RTCIceGatheringState.COMPLETE) {
                gathered.complete(true);
            }
        }

        @Override
        public void onIceConnectionChange(RTCIceConnectionState state) {
            boolean now = state == RTCIceConnectionState.CONNECTED || state == RTCIceConnectionState.COMPLETED;
            if (now != connected) {
                lastChangeNs = nanoTime.getAsLong();
            }
            connected = now;
            failed = state == RTCIceConnectionState.FAILED;
        }
    }
}
