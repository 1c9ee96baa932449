// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process leaves on WHEP servers when it cannot say goodbye, and what the next one makes of it. */
@NeedsPeers(Peer.Program.WERIFT)
class LeftBehindIT {
    private final Peer peer = Peer.werift("--width", "320", "--height", "180");
    private final Path data = Workplace.newFolder("data");

    @AfterEach
    void stop() {
        peer.close();
    }

    private PackagedApplication start() {
        return new PackagedApplication(Map.of(
                "SIGHTGLASS_DATA_DIR",
                data.toString(),
                "SIGHTGLASS_ACCESS_BOOTSTRAP_KEY",
                Canaries.KEY,
                "SIGHTGLASS_INGEST_ALLOWED_HOSTS",
                "127.0.0.1",
                "SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES",
                "true"));
    }

    private List<String> deleted() {
        return peer.stats().requests().stream()
                .filter(request -> request.method().equals("DELETE"))
                .map(Peer.Request::path)
                .toList();
    }

    @Test
    void theNextStartEndsTheWhepSessionsOfAProcessThatWasKilled() {
        PackagedApplication first = start();
        peer.control(Map.of("bearer", Canaries.TOKEN));
        String session = first.client().open(peer.whepUrl(), Map.of("whepToken", Canaries.TOKEN));
        first.client().awaitState(session, "LIVE");
        first.process().kill();
        assertThat(peer.stats().open()).as("left by the first process").isEqualTo(1);

        try (PackagedApplication second = start()) {
            second.client()
                    .awaitFeed(session, "live again", feed -> feed.path("epoch").intValue() == 2);

            Peer.Stats seen = peer.stats();
            assertThat(seen.created()).isEqualTo(2);
            assertThat(seen.open()).as("that of the second process only").isEqualTo(1);
            assertThat(seen.requests())
                    .as("the old one went before the new one came: a server may allow one viewer only")
                    .extracting(Peer.Request::method)
                    .endsWith("DELETE", "POST");
            second.assertKeepsSecrets();
        }
        assertThat(peer.stats().open()).isZero();
    }

    @Test
    void endsInTimeThoughAnAnswerDragsAndAServerNeverAnswersDelete() throws Exception {
        PackagedApplication first = start();
        ApiClient client = first.client();
        String session = client.open(peer.whepUrl());
        client.awaitState(session, "LIVE");
        client.awaitPicture(session);
        peer.control(Map.of("hangDelete", true, "silent", true));
        String silent = client.open(peer.whepUrl());
        client.awaitFeed(silent, "answered", feed -> feed.path("epoch").intValue() == 1);

        CompletableFuture<Http.Answer> poll = client.waitingFrame(silent);
        try (Socket stream = request(first.base(), "GET /api/v1/sessions/" + session + "/stream.mjpeg", "");
                // A body of which the rest never comes.
                Socket dragging = request(
                        first.base(),
                        "POST /api/v1/sessions",
                        "Content-Type: application/json\r\nContent-Length: 1000\r\n")) {
            await("the stream and the poll are under way")
                    .atMost(ApiClient.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(first.metric("sightglass_stream_readers"))
                                .as("readers")
                                .isEqualTo(1);
                        assertThat(first.metric("sightglass_frame_waiters"))
                                .as("waiters")
                                .isEqualTo(1);
                    });

            first.close();

            assertThat(stream.isClosed() || dragging.isClosed())
                    .as("we held on to both")
                    .isFalse();
        }
        assertThat(first.process().exitCode()).as("128 + SIGTERM").isEqualTo(143);
        assertThat(first.output()).doesNotContain("event=shutdown-cut-off");
        assertThat(poll).as("what waited was answered").isCompletedWithValueMatching(answer -> answer.status() == 503);
        assertThat(deleted()).as("the server was asked").hasSize(2);
        assertThat(peer.stats().open()).as("and did nothing").isEqualTo(2);
    }

    /** Sends a head, with the key, and leaves the line open. */
    private static Socket request(URI base, String line, String headers) {
        try {
            Socket socket = new Socket(base.getHost(), base.getPort());
            String head = line + " HTTP/1.1\r\nHost: sightglass\r\nAuthorization: Bearer " + Canaries.KEY + "\r\n"
                    + headers + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
