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
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import dev.sightglass.whep.client.IceServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The native objects of one peer connection. Not safe for concurrent use; never called inside a callback. */
final class Receiver {
    /** What we decode, the cheapest first (measured), then repair. */
    private static final List<String> CODECS = List.of("h264", "vp8", "vp9", "av1", "rtx", "red", "ulpfec");

    private final NativeFactory natives;
    private final RTCPeerConnection connection;
    private final Descriptions descriptions;
    private final boolean audio;
    /** What webrtc-java keeps, in the order in which it is given back; the connection's comes last. */
    private final List<NativeReference> references = new ArrayList<>();

    private final NativeReference connectionReference;
    private @Nullable VideoTrack video;
    private @Nullable VideoTrackSink sink;

    private Receiver(NativeFactory natives, RTCPeerConnection connection, Descriptions descriptions, boolean audio) {
        this.natives = natives;
        this.connection = connection;
        this.descriptions = descriptions;
        this.audio = audio;
        this.connectionReference = NativeReference.of(connection);
    }

    /** Makes the native peer connection. */
    static Receiver open(
            NativeFactory natives,
            PeerConnectionOptions options,
            PeerConnectionObserver observer,
            Function<RTCPeerConnection, Descriptions> descriptions) {
        RTCPeerConnection connection = natives.factory().createPeerConnection(configuration(options), observer);
        return new Receiver(natives, connection, descriptions.apply(connection), options.audio());
    }

    /** Prepares to offer: adds a recvonly transceiver for video, and one for audio if that is wanted, which receives nothing here. */
    void receiveVideo() {
        RTCRtpTransceiver transceiver =
                connection.addTransceiver(natives.videoTrack(), directed(RTCRtpTransceiverDirection.RECV_ONLY));
        references.add(NativeReference.of(transceiver));
        transceiver.setCodecPreferences(codecs(natives));
        if (audio) {
            references.add(NativeReference.of(
                    connection.addTransceiver(natives.audioTrack(), directed(RTCRtpTransceiverDirection.INACTIVE))));
        }
        take(transceiver);
    }

    /**
     * Prepares to answer the offer that was set: of what it offers, the first video is received and nothing else. What
     * webrtc-java keeps of these transceivers is not given back: a reference too many would crash the process.
     */
    void receiveOffered() {
        for (RTCRtpTransceiver transceiver : connection.getTransceivers()) {
            boolean isVideo = transceiver.getReceiver().getTrack() instanceof VideoTrack;
            if (isVideo && video == null) {
                transceiver.setDirection(RTCRtpTransceiverDirection.RECV_ONLY);
                take(transceiver);
            } else {
                transceiver.setDirection(RTCRtpTransceiverDirection.INACTIVE);
            }
        }
        if (video == null) {
            throw new IllegalStateException("the offer has no video");
        }
    }

    private void take(RTCRtpTransceiver transceiver) {
        MediaStreamTrack track = transceiver.getReceiver().getTrack();
        if (!(track instanceof VideoTrack taken)) {
            throw new IllegalStateException("the receiver has no video track");
        }
        video = taken;
    }

    RTCPeerConnection connection() {
        return connection;
    }

    Descriptions descriptions() {
        return descriptions;
    }

    /** Changes the configuration, for gathering that has not begun. */
    void use(PeerConnectionOptions options) {
        connection.setConfiguration(configuration(options));
    }

    String localSdp() {
        return connection.getLocalDescription().sdp;
    }

    /** Sends frames to the sink; before media can come, so that no first frame is missed. */
    void attach(VideoTrackSink newSink) {
        if (video != null) {
            sink = newSink;
            video.addSink(newSink);
        }
    }

    /**
     * Detaches the sink first: no frame arrives once this returns.
     *
     * @param free whether the native memory is given back too
     */
    void close(boolean free) {
        if (sink != null && video != null) {
            video.removeSink(sink);
        }
        connection.close();
        if (free) {
            references.forEach(NativeReference::giveBack);
            connectionReference.giveBack();
        }
    }

    /** Keyframes decoded, of all tracks that a report tells of. */
    static long keyframesDecoded(RTCStatsReport report) {
        return report.getStats().values().stream()
                .filter(stats -> stats.getType() == RTCStatsType.INBOUND_RTP)
                .map(stats -> stats.getAttributes().get("keyFramesDecoded"))
                .filter(Number.class::isInstance)
                .mapToLong(count -> ((Number) count).longValue())
                .sum();
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

    private static RTCRtpTransceiverInit directed(RTCRtpTransceiverDirection direction) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = direction;
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
