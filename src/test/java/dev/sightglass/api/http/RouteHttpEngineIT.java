// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tomcat has two threads: whatever holds one while it waits shows. */
class RouteHttpEngineIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Requests on one connection: as many as Tomcat answers by default before it ends it. */
    private static final int MANY = 100;

    private static final ExecutorService OTHERS = Executors.newFixedThreadPool(4);
    private static final Queue<Runnable> WAITING = new ConcurrentLinkedQueue<>();
    private static final AtomicReference<Exchange> HELD = new AtomicReference<>();
    private static final ListedBody LIVE = new ListedBody();
    private static RoutesOnTomcat server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        server = new RoutesOnTomcat(Map.of(
                "/now",
                exchange -> exchange.getMessage().setBody("now".getBytes(StandardCharsets.US_ASCII)),
                "/text",
                exchange -> exchange.getMessage().setBody("text"),
                "/large",
                exchange -> exchange.getMessage().setBody(new byte[8 << 20]),
                "/bytes",
                exchange -> exchange.getMessage()
                        .setBody(bytes(
                                Integer.parseInt(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class)))),
                "/held-bytes",
                async((exchange, done) -> OTHERS.execute(() -> {
                    exchange.getMessage()
                            .setBody(bytes(Integer.parseInt(
                                    exchange.getMessage().getHeader(Exchange.HTTP_QUERY, String.class))));
                    done.run();
                })),
                "/race",
                async((exchange, done) -> OTHERS.execute(done)),
                "/held",
                async((exchange, done) -> {
                    HELD.set(exchange);
                    WAITING.add(done);
                }),
                "/failing",
                async((exchange, done) -> WAITING.add(() -> {
                    exchange.setException(new IllegalStateException("on purpose"));
                    done.run();
                })),
                "/known",
                async((exchange, done) -> WAITING.add(() -> {
                    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
                    exchange.getMessage().setHeader("ETag", "\"a\"");
                    exchange.getMessage().setBody(null);
                    done.run();
                })),
                "/live",
                exchange -> exchange.getMessage().setBody(LIVE)));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        OTHERS.shutdown();
    }

    @Test
    void answersAtOnceWhatIsThroughAtOnce() throws Exception {
        assertThat(get("/now").body()).asString().isEqualTo("now");
        assertThat(get("/text").body()).asString().isEqualTo("text");
    }

    @Test
    void answersWhicheverThreadComesFirst() {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(send("GET", "/race"));
        }

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.get().body()).asString().isEqualTo("held"));
    }

    @Test
    void holdsNoThreadForRequestsThatWait() throws Exception {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(send("GET", "/held"));
        }
        await().atMost(SOON).until(() -> WAITING.size() == 50);

        assertThat(get("/now").statusCode()).isEqualTo(200);
        release(50);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.get().body()).asString().isEqualTo("held");
            assertThat(answer.get().headers().firstValue("Content-Length")).hasValue("4");
        });
    }

    @Test
    void answersAHeldHeadWithTheLengthAlone() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> answer = send("HEAD", "/held");
        release(1);

        assertThat(answer.get().headers().firstValue("Content-Length")).hasValue("4");
        assertThat(answer.get().body()).isEmpty();
    }

    @Test
    void answersAHeldRequestWithoutBody() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> answer = send("GET", "/known");
        release(1);

        assertThat(answer.get().statusCode()).isEqualTo(304);
        assertThat(answer.get().headers().firstValue("ETag")).hasValue("\"a\"");
    }

    @Test
    void makesAnEnvelopeOfAFailureThatNoRouteHandled() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> answer = send("GET", "/failing");
        release(1);

        assertThat(answer.get().statusCode()).isEqualTo(500);
        assertThat(answer.get().body()).asString().isEqualTo("error 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes", "/held-bytes"})
    void writesEverySizeWholeAndOnOneConnection(String path) throws Exception {
        // The largest does not fit into what the kernel keeps for both ends: writes have to go on where they stopped.
        int[] sizes = {1, 3900, 4095, 4096, 4097, 83_175, 131_072, 131_073, 700_001, 0, 20_000_000, 2};
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout((int) SOON.toMillis());
            for (int size : sizes) {
                socket.getOutputStream()
                        .write(("GET " + path + "?" + size + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(US_ASCII));

                assertThat(lengthOf(head(socket.getInputStream()))).isEqualTo(size);
                assertThat(socket.getInputStream().readNBytes(size)).isEqualTo(bytes(size));
            }
        }
    }

    @Test
    void holdsNoThreadForReadersThatDoNotRead() throws Exception {
        List<Socket> idlers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            idlers.add(ask("/large"));
        }

        for (Socket idler : idlers) {
            // Its head is there, and so its body has begun.
            assertThat(idler.getInputStream().read()).isEqualTo('H');
        }
        assertThat(get("/now").statusCode()).isEqualTo(200);
        assertThat(get("/large").body()).hasSize(8 << 20);
        for (Socket idler : idlers) {
            idler.close();
        }
    }

    @Test
    void asksALiveBodyOnlyForWhatItsReaderTakes() throws Exception {
        LIVE.reset(1 << 20, Integer.MAX_VALUE);
        Socket idler = ask("/live");
        await().atMost(SOON).until(() -> LIVE.taken() > 0);
        await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> LIVE.taken() < 32);

        assertThat(get("/now").statusCode()).isEqualTo(200);
        idler.close();

        await().atMost(SOON).until(LIVE::closed);
    }

    @Test
    void endsALiveBodyThatIsOver() throws Exception {
        LIVE.reset(3, 4);

        assertThat(get("/live").body()).hasSize(12);
        await().atMost(SOON).until(LIVE::closed);
    }

    @Test
    void writesWhatALiveBodyHasWhenItWakes() throws Exception {
        LIVE.reset(5, 0);
        Socket reader = ask("/live");
        LIVE.allow(1);

        String line = new String(reader.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(line).isEqualTo("HTTP/1.1 200");
        reader.close();
        LIVE.allow(1000);
        await().atMost(SOON).until(LIVE::closed);
    }

    @Test
    void noticesAClientThatGoesWhileItsRequestIsHeld() throws Exception {
        Socket socket = ask("/held");
        await().atMost(SOON).until(() -> !WAITING.isEmpty());
        CountDownLatch abandoned = new CountDownLatch(1);
        Abandonment.on(HELD.get(), abandoned::countDown);

        socket.close();

        assertThat(abandoned.await(5, TimeUnit.SECONDS)).isTrue();
        release(1);
        assertThat(get("/now").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsWhatAClientSendsWhileItsRequestIsHeld() throws Exception {
        Socket socket = ask("/held");
        await().atMost(SOON).until(() -> !WAITING.isEmpty());
        socket.getOutputStream().write("GET /now HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
        assertThat(Abandonment.happened(HELD.get())).isFalse();

        release(1);

        String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);
        assertThat(answers).contains("\r\n\r\nheldHTTP/1.1 200").endsWith("now");
        socket.close();
    }

    /** Whatever a read finds of them: a part, several, or just the end of one. */
    @Test
    void answersEachOfManyRequestsThatWaitForNoAnswer() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            OTHERS.execute(() -> {
                try {
                    for (int i = 0; i < MANY; i++) {
                        String last = i == MANY - 1 ? "Connection: close\r\n" : "";
                        out.write(("GET /bytes?" + i + " HTTP/1.1\r\nHost: a\r\nPad: " + "x".repeat(i * 37 % 600)
                                        + "\r\n" + last + "\r\n")
                                .getBytes(US_ASCII));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < MANY; i++) {
                assertThat(lengthOf(head(in))).isEqualTo(i);
                assertThat(in.readNBytes(i)).isEqualTo(bytes(i));
            }
            assertThat(in.read()).isNegative();
        }
    }

    @Test
    void noticesAReaderThatGoesWhileThereIsNothingToWrite() throws Exception {
        LIVE.reset(5, 0);
        Socket reader = ask("/live");
        await().atMost(SOON).until(LIVE::open);

        reader.close();

        await().atMost(Duration.ofSeconds(5)).until(LIVE::closed);
    }

    /** The same for each size, and without a period that a misplaced piece could hide in. */
    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("after %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private static int lengthOf(String head) {
        return Integer.parseInt(head.replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
    }

    private static AsyncProcessor async(Step step) {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                exchange.getMessage().setBody("held".getBytes(StandardCharsets.US_ASCII));
                step.begin(exchange, () -> callback.done(false));
                return false;
            }
        };
    }

    @FunctionalInterface
    private interface Step {
        void begin(Exchange exchange, Runnable done);
    }

    private static void release(int count) {
        for (int i = 0; i < count; i++) {
            await().atMost(SOON).until(() -> !WAITING.isEmpty());
            WAITING.remove().run();
        }
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return send("GET", path).get();
    }

    private static CompletableFuture<HttpResponse<byte[]>> send(String method, String path) {
        return CLIENT.sendAsync(
                HttpRequest.newBuilder(server.uri(path))
                        .timeout(SOON)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static Socket ask(String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
