// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second request of a connection and those after it, which the poller reads (docs/decisions/0028-the-poller-reads-requests.md). */
class KeptConnectionsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Requests that Tomcat answers on a connection by default before it ends it. */
    private static final int MOST = 100;

    private static final ExecutorService OTHERS = Executors.newFixedThreadPool(8);
    private static final Queue<Runnable> WAITING = new ConcurrentLinkedQueue<>();
    private static final AtomicReference<Exchange> HELD = new AtomicReference<>();
    private static RoutesOnTomcat server;

    private Socket client;
    private InputStream answers;

    @BeforeAll
    static void start() throws Exception {
        server = new RoutesOnTomcat(Map.of(
                "/now",
                exchange -> exchange.getMessage().setBody("now".getBytes(US_ASCII)),
                "/echo",
                KeptConnectionsIT::echo,
                "/late",
                later((exchange, done) -> OTHERS.execute(done)),
                "/held",
                later((exchange, done) -> {
                    HELD.set(exchange);
                    WAITING.add(done);
                })));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        OTHERS.shutdown();
    }

    @BeforeEach
    void haveHadAnAnswer() throws IOException {
        client = connect();
        answers = new BufferedInputStream(client.getInputStream());
        send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer(answers)).isEqualTo("now");
    }

    @AfterEach
    void leave() throws IOException {
        client.close();
    }

    @Test
    void answersOneAfterTheOther() throws Exception {
        for (int i = 0; i < MOST - 1; i++) {
            send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(answer(answers)).as("%s", i).isEqualTo("now");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 15, 24, 26, 33, 34})
    void waitsForTheRestOfAHead(int cut) throws Exception {
        String head = "GET /now HTTP/1.1\r\nHost: a\r\n\r\n".replace("Host", "Pad: x\r\nHost");
        for (int i = 0; i < 20; i++) {
            send(head.substring(0, cut));
            assertThat(others()).isEqualTo("now");
            send(head.substring(cut));
            assertThat(answer(answers)).isEqualTo("now");
        }
    }

    @Test
    void waitsForABodyThatComesAfterItsHead() throws Exception {
        for (int i = 0; i < 20; i++) {
            send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n");
            assertThat(others()).isEqualTo("now");
            send("bo");
            assertThat(others()).isEqualTo("now");
            send("dy");
            assertThat(answer(answers)).isEqualTo("body");
        }
    }

    @Test
    void answersWhatComesWhileARequestIsHeldAfterIt() throws Exception {
        send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
        await().atMost(SOON).until(() -> !WAITING.isEmpty());
        send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(others()).isEqualTo("now");

        WAITING.remove().run();

        assertThat(answer(answers)).isEmpty();
        assertThat(answer(answers)).isEqualTo("now");
        send("GET /now HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer(answers)).isEqualTo("now");
    }

    @Test
    void noticesAClientThatGoesWhileALaterRequestIsHeld() throws Exception {
        send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
        await().atMost(SOON).until(() -> !WAITING.isEmpty());
        CountDownLatch abandoned = new CountDownLatch(1);
        Abandonment.on(HELD.get(), abandoned::countDown);

        client.close();

        assertThat(abandoned.await(5, TimeUnit.SECONDS)).isTrue();
        WAITING.remove().run();
    }

    @Test
    void forgetsAClientThatGoesBetweenTwoRequests() throws Exception {
        client.close();

        await().atMost(SOON).until(() -> server.connections() <= 1);
    }

    @Test
    void answersTheLastRequestOfAClientThatSaysItIsTheLast() throws Exception {
        send("GET /late HTTP/1.1\r\nHost: a\r\n\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n");
        client.shutdownOutput();

        assertThat(answer(answers)).isEmpty();
        assertThat(answer(answers)).isEqualTo("now");
        assertThat(answers.read()).isNegative();
    }

    @Test
    void answersAStreamOfRequestsHoweverItIsCut() throws Exception {
        List<Future<?>> streams = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        for (int seed = 0; seed < 500; seed++) {
            RequestStream stream = new RequestStream(new Random(seed), MOST - 1);
            String name = "seed " + seed;
            streams.add(clients.submit(check(stream, name)));
        }
        clients.shutdown();
        for (Future<?> each : streams) {
            each.get();
        }
    }

    private static Callable<?> check(RequestStream stream, String name) {
        return () -> {
            try (Socket socket = connect()) {
                stream.send(socket, name);
            }
            return null;
        };
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** What another connection gets in the meantime, by which time the first one's bytes have come too. */
    private static String others() throws IOException {
        try (Socket other = connect()) {
            other.getOutputStream().write("GET /now HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            return answer(other.getInputStream());
        }
    }

    private static String answer(InputStream in) throws IOException {
        return RequestStream.answer(in, "this connection");
    }

    private static void echo(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        exchange.getMessage().setBody(body == null ? new byte[0] : body);
    }

    private static AsyncProcessor later(Step step) {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                echo(exchange);
                step.begin(exchange, () -> callback.done(false));
                return false;
            }
        };
    }

    @FunctionalInterface
    private interface Step {
        void begin(Exchange exchange, Runnable done);
    }
}
