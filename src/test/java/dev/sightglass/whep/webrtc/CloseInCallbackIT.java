// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.whep.testing.TestWhepServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Closing on the decoder's thread would deadlock in libwebrtc; ours hands over and returns. */
class CloseInCallbackIT {
    @Test
    void closingOnTheDecodersThreadReturnsAndCloses() throws Exception {
        try (TestWhepServer server = new TestWhepServer();
                WebRtc webRtc = WebRtc.open()) {
            AtomicReference<PeerConnection> connection = new AtomicReference<>();
            CompletableFuture<CompletionStage<Void>> closing = new CompletableFuture<>();
            PeerConnectionListener unheard = new PeerConnectionListener() {
                @Override
                public void firstFrame(long epoch) {}

                @Override
                public void stateChanged(PeerState state) {}
            };
            PeerConnectionOptions options = new PeerConnectionOptions(
                    Duration.ofMillis(100),
                    false,
                    new PictureFormat(4096, 2304, 0),
                    PeerConnectionOptions.PortRange.ANY,
                    List.of());
            FrameSlot slot = new FrameSlot(webRtc.statistics());
            // The frame that was held for its keyframe comes on a thread of ours, the next one on the decoder's.
            slot.onNewer(() -> {
                if (!Thread.currentThread().getName().startsWith("whep-native")) {
                    closing.complete(connection.get().close());
                }
            });
            connection.set(webRtc.connect(options, slot, unheard));
            String offer = connection.get().offer().toCompletableFuture().get(10, TimeUnit.SECONDS);
            connection.get().setAnswer(post(server.url(), offer), 1, List.of());

            closing.get(10, TimeUnit.SECONDS).toCompletableFuture().get(10, TimeUnit.SECONDS);

            slot.close();
            assertThat(webRtc.statistics().openPeerConnections()).isZero();
            assertThat(webRtc.statistics().framesHeld()).isZero();
            assertThat(webRtc.statistics().callbackFailures()).isZero();
        }
    }

    private static String post(String url, String offer) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(offer))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
