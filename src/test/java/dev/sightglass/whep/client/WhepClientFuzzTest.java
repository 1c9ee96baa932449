// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sightglass.fuzzing.FuzzInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Answers of a WHEP server that wishes us no good: bytes as they are on the wire, or, if the first line is a number, a status, headers up to
 * an empty line and a body, to which the server adds what makes them one whole answer that made a session.
 */
class WhepClientFuzzTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int PATIENCE_SECONDS = 10;

    private static ExecutorService threads;
    private static BytesServer server;
    private static WhepClient client;
    private static int answers;

    @BeforeAll
    static void start() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = new BytesServer();
        client = new WhepClient(threads, threads, WhepClientFuzzTest::check, Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** Nobody but our server is asked anything; what is no port at all gets as far as it gets. */
    private static List<InetAddress> check(URI uri) {
        boolean isOurs =
                uri.getHost().equals("127.0.0.1") && (uri.getPort() == server.port() || uri.getPort() > 65_535);
        if (!isOurs) {
            throw WhepException.addressRefused();
        }
        return List.of(InetAddress.getLoopbackAddress());
    }

    @DictionaryEntries({
        "HTTP/1.1 201 Created\\x0d\\x0a",
        "HTTP/1.1 307 Temporary Redirect\\x0d\\x0a",
        "HTTP/1.1 100 Continue\\x0d\\x0a\\x0d\\x0a",
        "Content-Length: ",
        "Transfer-Encoding: chunked\\x0d\\x0a",
        "Location: /s/1\\x0d\\x0a",
        "Location: http://127.0.0.1:99999/\\x0d\\x0a",
        "ETag: \"1\"\\x0d\\x0a",
        "Link: <stun:a>; rel=\"ice-server\"\\x0d\\x0a",
        "Retry-After: 1\\x0d\\x0a",
        "\\x0d\\x0a\\x0d\\x0a",
        "0\\x0d\\x0a\\x0d\\x0a",
        "v=0\\x0d\\x0a"
    })
    @FuzzTest
    void aPostIsAnsweredOrFailsByNameInTimeAndLeavesNoSession(byte[] bytes) throws Exception {
        WhepSource source = WhepSource.of("http://127.0.0.1:" + server.port() + "/whep", "t0ken");
        int status = status(bytes);
        // Its own, so that one that another answer has made and that is DELETEd late is not taken for it.
        String session = "/whole/" + ++answers;
        server.answer(status == 0 ? bytes : whole(status, session, bytes));

        try {
            WhepReply reply = client.post(source, Sdps.OFFER, TIMEOUT)
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();

            if (reply instanceof WhepAnswer answer) {
                assertThat(answer.sdp()).isEqualTo(AnswerCheck.check(Sdps.OFFER, answer.sdp()));
            }
            assertThat(reply.iceServers()).hasSizeLessThanOrEqualTo(16);
            assertThat(server.deleted()).doesNotContain(session);
            if (reply.session() != null) {
                client.delete(reply.session()).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (CompletionException failed) {
            assertThat(failed.getCause()).isInstanceOf(WhepException.class);
            // It was the server's doing, whatever it did.
            assertThat(((WhepException) failed.getCause()).failure()).isNotEqualTo(WhepFailure.LOCAL);
            if (status / 100 == 2 || status == 406) {
                assertThat(isDeletedInTime(session)).as(session).isTrue();
            }
        }
    }

    /** 0 if these are bytes of the wire. Those with no body by definition are not tried with one. */
    private static int status(byte[] bytes) {
        String first = new FuzzInput(bytes).line();
        int status = first.matches("[2-5][0-9]{2}") ? Integer.parseInt(first) : 0;
        return status == 204 || status == 205 || status == 304 ? 0 : status;
    }

    private static boolean isDeletedInTime(String session) throws InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String deleted;
        do {
            deleted = server.deleted().poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } while (deleted != null && !deleted.equals(session));
        return deleted != null;
    }

    private static byte[] whole(int status, String session, byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes);
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + status + " x\r\nLocation: " + session + "\r\nConnection: close\r\n");
        input.line();
        for (String line = input.line(); !line.isEmpty(); line = input.line()) {
            if (line.matches("(?i)(Link|ETag|Retry-After|Content-Type): [ -~]*")) {
                head.append(line).append("\r\n");
            }
        }
        byte[] body = input.rest();
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
