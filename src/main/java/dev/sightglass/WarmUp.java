// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.platform.IngestSettings;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.PeerConnection;
import dev.sightglass.whep.webrtc.PeerConnectionListener;
import dev.sightglass.whep.webrtc.PeerConnectionOptions;
import dev.sightglass.whep.webrtc.PeerState;
import dev.sightglass.whep.webrtc.PictureFormat;
import dev.sightglass.whep.webrtc.WebRtc;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Does once, before the process says that it is ready, what the first session would otherwise wait for: an offer, and a
 * request through HTTP client, container and routes. The encoder warms itself up. Whatever fails here fails silently: it is
 * not needed.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    /** Each step; together they take some 300 ms on an idle machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebRtc webRtc;
    private final IngestSettings ingest;
    private final Environment environment;

    WarmUp(WebRtc webRtc, IngestSettings ingest, Environment environment) {
        this.webRtc = webRtc;
        this.ingest = ingest;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        CompletableFuture.allOf(offer(), request())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, failure) -> {
                    log.debug("event=warm-up failure={}", String.valueOf(failure));
                    return done;
                })
                .join();
    }

    /** An offer that goes nowhere. */
    private CompletableFuture<Void> offer() {
        FrameSlot slot = new FrameSlot(webRtc.statistics());
        PeerConnectionOptions options = new PeerConnectionOptions(
                ingest.iceGatheringTimeout(),
                false,
                new PictureFormat(1, 1, 0),
                PeerConnectionOptions.PortRange.ANY,
                List.of());
        PeerConnection connection = webRtc.connect(options, slot, new Unheard());
        return connection
                .offer()
                .handle((sdp, failure) -> connection.close())
                .thenCompose(closed -> closed)
                .thenRun(slot::close)
                .toCompletableFuture();
    }

    /** A request without a key, to ourselves: it gets its 401 by way of everything that a poll passes. */
    private CompletableFuture<?> request() {
        String port = environment.getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/sessions"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    /** Nothing comes of the offer. */
    private static final class Unheard implements PeerConnectionListener {
        @Override
        public void firstFrame(long epoch) {}

        @Override
        public void stateChanged(PeerState state) {}
    }
}
