// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A minimal WHEP player: posts an offer with one codec and hands every decoded picture's luma to a consumer. */
final class TestViewer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TestViewer.class);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RTCPeerConnection connection;
    private final RTCRtpTransceiver transceiver;
    private final VideoTrack received;
    private final URI endpoint;

    /** When the offer was posted, on System.nanoTime. */
    long postedAtNs;

    private URI session;
    private boolean closed;

    TestViewer(PeerConnectionFactory factory, URI endpoint, String codec, Consumer<I420Buffer> sink) {
        this.endpoint = endpoint;
        connection = factory.createPeerConnection(new RTCConfiguration(), new SilentObserver());
        RTCRtpTransceiverInit recvonly = new RTCRtpTransceiverInit();
        recvonly.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        transceiver = connection.addTransceiver(factory.createVideoTrack("unused", new CustomVideoSource()), recvonly);
        transceiver.setCodecPreferences(codecs(factory, codec));
        received = (VideoTrack) transceiver.getReceiver().getTrack();
        received.addSink(frame -> hand(frame, sink));
    }

    /** An offer that receives one video track; it is the local description from then on. */
    String offer() throws Exception {
        CompletableFuture<RTCSessionDescription> offer = new CompletableFuture<>();
        connection.createOffer(new RTCOfferOptions(), new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                offer.complete(description);
            }

            @Override
            public void onFailure(String error) {
                offer.completeExceptionally(new IllegalStateException(error));
            }
        });
        RTCSessionDescription local = offer.get(5, TimeUnit.SECONDS);
        Result set = new Result();
        connection.setLocalDescription(local, set);
        set.done.get(5, TimeUnit.SECONDS);
        return local.sdp;
    }

    void connect() throws Exception {
        String offer = offer();
        postedAtNs = System.nanoTime();
        HttpResponse<String> answer = post(http, endpoint, offer);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("The camera answered " + answer.statusCode() + ": " + answer.body());
        }
        session = endpoint.resolve(answer.headers().firstValue("Location").orElseThrow());
        Result remote = new Result();
        connection.setRemoteDescription(new RTCSessionDescription(RTCSdpType.ANSWER, answer.body()), remote);
        remote.done.get(5, TimeUnit.SECONDS);
    }

    static HttpResponse<String> post(HttpClient http, URI endpoint, String sdp) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString(sdp))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Ends the WHEP session and returns the status. */
    int delete() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(session).DELETE().build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Vanishes without a DELETE. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            connection.close();
        }
    }

    private static List<RTCRtpCodecCapability> codecs(PeerConnectionFactory factory, String codec) {
        return factory.getRtpReceiverCapabilities(MediaType.VIDEO).getCodecs().stream()
                .filter(capability ->
                        capability.getName().toUpperCase(Locale.ROOT).equals(codec))
                .toList();
    }

    /** An exception that left a callback would abort the JVM. */
    private static void hand(VideoFrame frame, Consumer<I420Buffer> sink) {
        try {
            sink.accept((I420Buffer) frame.buffer);
        } catch (Throwable e) {
            LOG.error("A picture could not be handed on", e);
        } finally {
            frame.release();
        }
    }

    private static final class SilentObserver implements PeerConnectionObserver {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {}
    }

    private static final class Result implements SetSessionDescriptionObserver {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        @Override
        public void onSuccess() {
            done.complete(true);
        }

        @Override
        public void onFailure(String error) {
            done.completeExceptionally(new IllegalStateException(error));
        }
    }
}
