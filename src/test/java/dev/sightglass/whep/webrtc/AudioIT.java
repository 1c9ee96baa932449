// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import dev.sightglass.whep.testing.TestWhepServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Opus from a publisher comes in beside the video, is counted, and goes nowhere. */
class AudioIT {
    private static final PeerConnectionObserver DEAF = new PeerConnectionObserver() {
        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {}
    };
    /** A second of Opus. */
    private static final long PACKETS = 50;

    @Test
    void isReceivedAndDroppedWithoutDecoding() throws Exception {
        MediaStatistics statistics = new MediaStatistics();
        CallbackGuard guard = new CallbackGuard(statistics);
        NativeFactory natives = NativeFactory.acquire();
        try (TestWhepServer server = new TestWhepServer()) {
            server.addSound();
            PeerConnectionOptions options = new PeerConnectionOptions(
                    Duration.ZERO,
                    true,
                    new PictureFormat(640, 640, 0),
                    PeerConnectionOptions.PortRange.ANY,
                    List.of());
            Receiver receiver = Receiver.open(
                    natives, options, DEAF, connection -> new Descriptions(connection, Runnable::run, guard));
            receiver.receiveVideo();
            String offer = describe(receiver);
            String answer = post(server.url(), AudioSections.directed(offer, "recvonly"));
            assertThat(answer.substring(answer.indexOf("m=audio")))
                    .contains("opus")
                    .contains("a=sendonly");

            receiver.descriptions()
                    .setRemote(RTCSdpType.ANSWER, AudioSections.directed(answer, "inactive"))
                    .get(5, TimeUnit.SECONDS);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                RTCStatsReport report = stats(receiver);
                assertThat(sum(inbound(report, "video"), "framesDecoded")).isPositive();
                assertThat(sum(inbound(report, "audio"), "packetsReceived")).isGreaterThan(PACKETS);
                assertThat(sum(inbound(report, "audio"), "jitterBufferEmittedCount"))
                        .isZero();
                assertThat(sum(inbound(report, "audio"), "totalSamplesReceived"))
                        .isZero();
            });
            receiver.close(true);
        } finally {
            natives.release();
        }
    }

    private static String describe(Receiver receiver) throws Exception {
        var offer = receiver.descriptions().createOffer().get(5, TimeUnit.SECONDS);
        receiver.descriptions().setLocal(offer).get(5, TimeUnit.SECONDS);
        return offer.sdp;
    }

    private static String post(String url, String offer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(offer))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static RTCStatsReport stats(Receiver receiver) throws Exception {
        CompletableFuture<RTCStatsReport> delivered = new CompletableFuture<>();
        receiver.connection().getStats(delivered::complete);
        return delivered.get(5, TimeUnit.SECONDS);
    }

    private static List<RTCStats> inbound(RTCStatsReport report, String kind) {
        return report.getStats().values().stream()
                .filter(entry -> entry.getType() == RTCStatsType.INBOUND_RTP)
                .filter(entry -> kind.equals(entry.getAttributes().get("kind")))
                .toList();
    }

    private static double sum(List<RTCStats> entries, String attribute) {
        return entries.stream()
                .mapToDouble(entry ->
                        entry.getAttributes().get(attribute) instanceof Number number ? number.doubleValue() : 0)
                .sum();
    }
}
