// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server whose every answer the test writes. */
class WhepClientIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ThreadPoolExecutor resolver =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
    private final List<URI> checked = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;
    private String refusedPath = "never";
    private WhepClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestMethod() + " " + path + (authorization == null ? "" : " " + authorization));
            exchange.getRequestBody().readAllBytes();
            handlers.getOrDefault(exchange.getRequestMethod() + " " + path, other -> reply(other, 200, ""))
                    .handle(exchange);
            exchange.close();
        });
        server.start();
        client = new WhepClient(
                threads,
                resolver,
                uri -> {
                    checked.add(uri);
                    if (uri.getPath().equals("/slow-name")) {
                        hang();
                    }
                    if (uri.getPath().equals(refusedPath)) {
                        throw WhepException.addressRefused();
                    }
                    return AddressCheck.NONE.check(uri);
                },
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
        resolver.shutdownNow();
    }

    @Test
    void sendsTheOfferAsTheDraftWantsIt() {
        List<String> headers = new ArrayList<>();
        handlers.put("POST /whep", exchange -> {
            headers.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            headers.add(exchange.getRequestHeaders().getFirst("Accept"));
            answer(exchange, "/session/1");
        });

        WhepAnswer answer = post("/whep", "t0ken");

        assertThat(headers).containsExactly("application/sdp", "application/sdp");
        assertThat(requests).containsExactly("POST /whep Bearer t0ken");
        assertThat(answer.sdp()).startsWith("v=0\r\n");
        assertThat(answer.session().url().getPath()).isEqualTo("/session/1");
    }

    @Test
    void takesAnAnswerWithoutLocation() {
        handlers.put("POST /whep", exchange -> reply(exchange, 200, Sdps.ANSWER));

        assertThat(post("/whep", null).session()).isNull();
    }

    @Test
    void resolvesEveryFormOfLocation() throws Exception {
        assertThat(locationOf("../s/1")).isEqualTo(url("/s/1"));
        assertThat(locationOf("s/1")).isEqualTo(url("/a/s/1"));
        assertThat(locationOf("/s/1")).isEqualTo(url("/s/1"));
        assertThat(locationOf("?id=1")).isEqualTo(url("/a/whep?id=1"));
        assertThat(locationOf("http://127.0.0.2:1/s")).isEqualTo("http://127.0.0.2:1/s");
    }

    @Test
    void keepsEtagAndIceServers() {
        handlers.put("POST /whep", exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"e1\"");
            exchange.getResponseHeaders().add("Link", "<stun:127.0.0.1>; rel=\"ice-server\"");
            answer(exchange, "/s");
        });

        WhepAnswer answer = post("/whep", null);

        assertThat(answer.session().etag()).isEqualTo("\"e1\"");
        assertThat(answer.iceServers()).containsExactly(new IceServer("stun:127.0.0.1", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void followsARedirectAndResolvesAgainstItsTarget(int status) {
        redirect("/whep", "/moved/whep", status);
        handlers.put("POST /moved/whep", exchange -> answer(exchange, "s/1"));

        WhepAnswer answer = post("/whep", "t0ken");

        assertThat(requests).containsExactly("POST /whep Bearer t0ken", "POST /moved/whep Bearer t0ken");
        assertThat(answer.session().url()).hasToString(url("/moved/s/1"));
        assertThat(checked).extracting(URI::getPath).containsExactly("/whep", "/moved/whep", "/moved/s/1");
    }

    @Test
    void doesNotTakeTheTokenToAnotherOrigin() {
        redirect("/whep", "http://localhost:" + port() + "/other", 307);
        handlers.put("POST /other", exchange -> answer(exchange, "/s"));

        WhepAnswer answer = post("/whep", "t0ken");

        assertThat(requests).containsExactly("POST /whep Bearer t0ken", "POST /other");
        assertThat(answer.session().token()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void refusesRedirectsThatWouldTurnIntoGet(int status) {
        redirect("/whep", "/moved", status);

        refuses("/whep", "whep:redirectRefused");
        assertThat(requests).hasSize(1);
    }

    @Test
    void refusesARedirectToAPortThatThereCannotBe() {
        redirect("/whep", "http://127.0.0.1:65536/whep", 307);

        refuses("/whep", "whep:redirectRefused");
    }

    @Test
    void followsNoMoreThanFiveRedirects() {
        redirect("/whep", "/whep", 307);

        refuses("/whep", "whep:redirectRefused");
        assertThat(requests).hasSize(6);
    }

    @Test
    void doesNotContactARedirectTargetThatIsRefused() {
        refusedPath = "/private";
        redirect("/whep", "/private", 307);

        refuses("/whep", "whep:addressRefused");
        assertThat(requests).hasSize(1);
    }

    @Test
    void doesNotContactALocationThatIsRefused() {
        refusedPath = "/private";
        handlers.put("POST /whep", exchange -> answer(exchange, "/private"));

        refuses("/whep", "whep:addressRefused");
        assertThat(requests).containsExactly("POST /whep");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 406, 409, 415, 429, 500, 503})
    void namesTheStatus(int status) {
        handlers.put("POST /whep", exchange -> reply(exchange, status, "no"));

        refuses("/whep", "whep:status" + status);
    }

    @Test
    void readsRetryAfter() {
        handlers.put("POST /whep", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3");
            reply(exchange, 503, "");
        });

        assertThat(refuses("/whep", "whep:status503").retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage"})
    void endsTheSessionOfAnAnswerThatIsNoSdp(String body) {
        handlers.put("POST /whep", exchange -> {
            exchange.getResponseHeaders().set("Location", "/s/1");
            reply(exchange, 201, body);
        });

        refuses("/whep", "whep:notSdp");
        awaitRequest("DELETE /s/1");
    }

    @Test
    void stopsReadingABodyThatIsTooLarge() {
        handlers.put("POST /whep", exchange -> reply(exchange, 201, "v=0\n" + "a=x\n".repeat(20_000)));

        refuses("/whep", "whep:tooLarge");
    }

    @Test
    void givesUpOnAServerThatHangs() {
        handlers.put("POST /whep", exchange -> hang());

        assertThat(failure("/whep", Duration.ofMillis(200)).reason()).isEqualTo("whep:timeout");
    }

    @Test
    void endsTheSessionOfAnAnswerThatComesTooLate() {
        handlers.put("POST /whep", exchange -> {
            hang();
            answer(exchange, "/s/late");
        });

        assertThat(failure("/whep", Duration.ofMillis(200)).reason()).isEqualTo("whep:timeout");
        release.countDown();
        awaitRequest("DELETE /s/late");
    }

    @Test
    void givesUpOnABodyThatNeverEndsAndEndsItsSession() {
        handlers.put("POST /whep", exchange -> {
            exchange.getResponseHeaders().set("Location", "/s/1");
            exchange.sendResponseHeaders(201, 1000);
            exchange.getResponseBody().write("v=0\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            hang();
        });

        assertThat(failure("/whep", Duration.ofMillis(300)).reason()).isEqualTo("whep:timeout");
        awaitRequest("DELETE /s/1");
    }

    @Test
    void cutsABodyThatBeginsAfterTheTimeoutAndNeverEnds() {
        CountDownLatch cut = new CountDownLatch(1);
        handlers.put("POST /whep", exchange -> {
            hang();
            exchange.getResponseHeaders().set("Location", "/s/late");
            stream(exchange, cut);
        });

        assertThat(failure("/whep", Duration.ofMillis(200)).reason()).isEqualTo("whep:timeout");
        release.countDown();

        awaitRequest("DELETE /s/late");
        await().atMost(10, TimeUnit.SECONDS).until(() -> cut.getCount() == 0);
    }

    @Test
    void cutsAnAnswerToDeleteThatNeverEnds() {
        CountDownLatch cut = new CountDownLatch(1);
        handlers.put("DELETE /s/1", exchange -> stream(exchange, cut));

        assertThat(delete("/s/1")).isFalse();
        await().atMost(10, TimeUnit.SECONDS).until(() -> cut.getCount() == 0);
    }

    @Test
    void doesNotWaitLongForAnAddressCheckBeforeADelete() {
        assertThat(delete("/slow-name")).isFalse();
        assertThat(requests).isEmpty();
    }

    @Test
    void givesUpAtOnceWhereTooManyAddressChecksWait() {
        delete("/slow-name");
        resolver.execute(() -> {});

        assertThat(failure("/whep", Duration.ofMinutes(1)).reason()).isEqualTo("whep:timeout");
        assertThat(checked).extracting(URI::getPath).containsExactly("/slow-name");
    }

    @Test
    void givesUpOnAnAddressCheckThatHangs() {
        assertThat(failure("/slow-name", Duration.ofMillis(200)).reason()).isEqualTo("whep:timeout");
        release.countDown();
    }

    @Test
    void saysWhenNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        WhepSource source = WhepSource.of("http://127.0.0.1:" + free + "/s3cret", null);

        assertThatThrownBy(() -> client.post(source, Sdps.OFFER, TIMEOUT)
                        .toCompletableFuture()
                        .join())
                .hasRootCauseMessage("whep:unreachable");
    }

    @Test
    void deletesWithTheToken() {
        handlers.put("POST /whep", exchange -> answer(exchange, "/s/1"));
        WhepAnswer answer = post("/whep", "t0ken");

        assertThat(client.delete(answer.session()).toCompletableFuture().join()).isTrue();
        assertThat(requests).endsWith("DELETE /s/1 Bearer t0ken");
    }

    @Test
    void doesNotFailWhenADeleteDoes() {
        handlers.put("POST /whep", exchange -> answer(exchange, "/s/1"));
        handlers.put("DELETE /s/1", exchange -> reply(exchange, 500, ""));
        WhepAnswer answer = post("/whep", null);

        assertThat(client.delete(answer.session()).toCompletableFuture().join()).isFalse();
    }

    private WhepAnswer post(String path, String token) {
        return (WhepAnswer) client.post(WhepSource.of(url(path), token), Sdps.OFFER, TIMEOUT)
                .toCompletableFuture()
                .join();
    }

    private boolean delete(String path) {
        return client.delete(new WhepSession(URI.create(url(path)), null, null, true))
                .toCompletableFuture()
                .join();
    }

    /** Sends a body until the other side hangs up, then counts down; or until the test ends. */
    private static void stream(HttpExchange exchange, CountDownLatch cut) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] some = new byte[1024];
        try {
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(some);
                exchange.getResponseBody().flush();
            }
        } catch (IOException hungUp) {
            cut.countDown();
        }
    }

    private WhepException refuses(String path, String reason) {
        WhepException failure = failure(path, TIMEOUT);
        assertThat(failure.reason()).isEqualTo(reason);
        return failure;
    }

    private WhepException failure(String path, Duration timeout) {
        try {
            client.post(WhepSource.of(url(path), null), Sdps.OFFER, timeout)
                    .toCompletableFuture()
                    .join();
            throw new AssertionError("no failure");
        } catch (CompletionException failure) {
            return (WhepException) failure.getCause();
        }
    }

    private String locationOf(String location) {
        handlers.put("POST /a/whep", exchange -> answer(exchange, location));
        return post("/a/whep", null).session().url().toString();
    }

    private void redirect(String from, String to, int status) {
        handlers.put("POST " + from, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            reply(exchange, status, "");
        });
    }

    private void awaitRequest(String request) {
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(requests).contains(request));
    }

    private void hang() {
        try {
            release.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        reply(exchange, 201, Sdps.ANSWER);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
