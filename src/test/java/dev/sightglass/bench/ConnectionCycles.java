// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.bench;

import dev.sightglass.whep.client.AddressCheck;
import dev.sightglass.whep.client.WhepAnswer;
import dev.sightglass.whep.client.WhepClient;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.PeerConnection;
import dev.sightglass.whep.webrtc.PeerConnectionListener;
import dev.sightglass.whep.webrtc.PeerConnectionOptions;
import dev.sightglass.whep.webrtc.PeerState;
import dev.sightglass.whep.webrtc.PictureFormat;
import dev.sightglass.whep.webrtc.WebRtc;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connects, waits for the first frame, disconnects, again and again, without the application around it: what stays of each connection.
 * Arguments: URL of a WHEP endpoint, cycles, how many at the same time, cycles between two lines of output, whether connections are freed. Waits for a line of input
 * after each line of output, so that whoever started it can look at the process meanwhile.
 */
public final class ConnectionCycles {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WebRtc webRtc;
    private final WhepClient client;
    private final WhepSource source;

    private ConnectionCycles(WebRtc webRtc, WhepClient client, WhepSource source) {
        this.webRtc = webRtc;
        this.client = client;
        this.source = source;
    }

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        int cycles = Integer.parseInt(arguments[1]);
        int parallel = Integer.parseInt(arguments[2]);
        int every = Integer.parseInt(arguments[3]);
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        ExecutorService http = Executors.newFixedThreadPool(2);
        try (WebRtc webRtc = WebRtc.open(Boolean.parseBoolean(arguments[4]))) {
            WhepClient client = new WhepClient(http, http, AddressCheck.NONE, Clock.systemUTC());
            ConnectionCycles program = new ConnectionCycles(webRtc, client, WhepSource.of(arguments[0], null));
            AtomicInteger failed = new AtomicInteger();
            for (int done = 0; done < cycles; done += every) {
                CompletableFuture<?>[] running = new CompletableFuture<?>[parallel];
                int share = every / parallel;
                for (int i = 0; i < parallel; i++) {
                    running[i] = CompletableFuture.runAsync(() -> program.run(share, failed), threads);
                }
                CompletableFuture.allOf(running).join();
                System.gc();
                System.out.printf(
                        "cycles=%d failed=%d open=%d held=%d callbackFailures=%d%n",
                        done + every,
                        failed.get(),
                        webRtc.statistics().openPeerConnections(),
                        webRtc.statistics().framesHeld(),
                        webRtc.statistics().callbackFailures());
                if (System.in.read() < 0) {
                    break;
                }
            }
        }
        threads.shutdown();
        http.shutdown();
    }

    private void run(int times, AtomicInteger failed) {
        for (int i = 0; i < times; i++) {
            try {
                cycle();
            } catch (Exception failure) {
                failed.incrementAndGet();
                System.err.println(failure);
            }
        }
    }

    private void cycle() throws Exception {
        FrameSlot slot = new FrameSlot(webRtc.statistics());
        CompletableFuture<Void> first = new CompletableFuture<>();
        PeerConnection connection = webRtc.connect(options(), slot, new FirstFrame(first));
        try {
            String offer = get(connection.offer());
            WhepAnswer answer = (WhepAnswer) get(client.post(source, offer, PATIENCE));
            try {
                get(connection.setAnswer(answer.sdp(), 1, answer.iceServers()));
                get(first);
            } finally {
                get(connection.close());
                if (answer.session() != null) {
                    get(client.delete(answer.session()));
                }
            }
        } finally {
            get(connection.close());
            slot.close();
        }
    }

    private static <T> T get(java.util.concurrent.CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static PeerConnectionOptions options() {
        return new PeerConnectionOptions(
                Duration.ofMillis(100),
                false,
                new PictureFormat(4096, 2304, 0),
                PeerConnectionOptions.PortRange.ANY,
                List.of());
    }

    private record FirstFrame(CompletableFuture<Void> came) implements PeerConnectionListener {
        @Override
        public void firstFrame(long epoch) {
            came.complete(null);
        }

        @Override
        public void stateChanged(PeerState state) {}
    }
}
