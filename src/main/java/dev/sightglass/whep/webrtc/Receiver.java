// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import dev.sightglass.whep.client.IceServer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The native objects of one peer connection. Not safe for concurrent use; never called inside a callback. */
final class Receiver {
    /** What we decode, the cheapest first (measured), then repair. */
    private static final List<String> CODECS = List.of("h264", "vp8", "vp9", "av1", "rtx", "red", "ulpfec");

    private final RTCPeerConnection connection;
    private final VideoTrack video;
    private @Nullable VideoTrackSink sink;

    private Receiver(RTCPeerConnection connection, VideoTrack video) {
        this.connection = connection;
        this.video = video;
    }

    /** Makes the native peer connection with its recvonly transceivers. */
    static Receiver open(NativeFactory natives, PeerConnectionOptions options, PeerConnectionObserver observer) {
        RTCPeerConnection connection = natives.factory().createPeerConnection(configuration(options), observer);
        RTCRtpTransceiver transceiver = connection.addTransceiver(natives.videoTrack(), receiveOnly());
        transceiver.setCodecPreferences(codecs(natives));
        if (options.audio()) {
            connection.addTransceiver(natives.audioTrack(), receiveOnly());
        }
        MediaStreamTrack track = transceiver.getReceiver().getTrack();
        if (track instanceof VideoTrack video) {
            return new Receiver(connection, video);
        }
        connection.close();
        throw new IllegalStateException("the receiver has no video track");
    }

    RTCPeerConnection connection() {
        return connection;
    }

    /** Changes the configuration, for gathering that has not begun. */
    void use(PeerConnectionOptions options) {
        connection.setConfiguration(configuration(options));
    }

    String localSdp() {
        return connection.getLocalDescription().sdp;
    }

    /** Attaches the sink before the offer, so that no first frame is missed. */
    void attach(VideoTrackSink newSink) {
        sink = newSink;
        video.addSink(newSink);
    }

    /** Detaches the sink first: no frame arrives once this returns. */
    void close() {
        if (sink != null) {
            video.removeSink(sink);
        }
        connection.close();
    }

    private static RTCConfiguration configuration(PeerConnectionOptions options) {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
        PortAllocatorConfig ports = new PortAllocatorConfig();
        ports.minPort = options.ports().min();
        ports.maxPort = options.ports().max();
        // Media over TCP is nothing a WHEP server listens for, and gathering it costs time.
        ports.setDisableTcp(true);
        configuration.portAllocatorConfig = ports;
        for (IceServer recommended : options.iceServers()) {
            RTCIceServer server = new RTCIceServer();
            server.urls = List.of(recommended.url());
            server.username = recommended.username() == null ? "" : recommended.username();
            server.password = recommended.credential() == null ? "" : recommended.credential();
            server.hostname = recommended.tlsName() == null ? "" : recommended.tlsName();
            configuration.iceServers.add(server);
        }
        return configuration;
    }

    private static RTCRtpTransceiverInit receiveOnly() {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = RTCRtpTransceiverDirection.RECV_ONLY;
        return init;
    }

    private static List<RTCRtpCodecCapability> codecs(NativeFactory natives) {
        return natives.factory().getRtpReceiverCapabilities(MediaType.VIDEO).getCodecs().stream()
                .filter(codec -> rank(codec) >= 0)
                .sorted(Comparator.comparingInt(Receiver::rank))
                .toList();
    }

    private static int rank(RTCRtpCodecCapability codec) {
        return CODECS.indexOf(codec.getName().toLowerCase(Locale.ROOT));
    }
}
