// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.sightglass.whep.client.WhepTransport.Limits;
import dev.sightglass.whep.client.WhepTransport.Request;
import dev.sightglass.whep.client.WhepTransport.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a connection reaches, whom it takes for whom, and how it ends. No name in here has an address on the Internet. */
class PinnedTransportIT {
    private static final InetAddress HERE = address("127.0.0.1");
    /** Loopback too: stands for the address that was checked. */
    private static final InetAddress THERE = address("127.0.0.2");

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String IO_THREADS = "requester-dispatch";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> open = new ArrayList<>();
    private PinnedTransport transport;

    @BeforeEach
    void start() throws Exception {
        transport = opened(new PinnedTransport(threads, SSLContext.getDefault()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        threads.shutdownNow();
    }

    @Test
    void reachesTheAddressGivenAndAsksForTheNameInTheUrl() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        int port = serve(THERE, asked);

        Response answer = get("http://camera.example:" + port + "/a%20b?c=%2F", THERE);

        assertThat(answer.head().status()).isEqualTo(200);
        assertThat(asked).containsExactly("camera.example:" + port + " /a%20b?c=%2F");
    }

    @Test
    void sendsNoHeaderThatNobodyAskedFor() throws Exception {
        CompletableFuture<String> request = new CompletableFuture<>();
        ServerSocket server = opened(new ServerSocket(0, 5, HERE));
        threads.execute(() -> request.complete(firstRequest(server)));

        send(request("http://[::1]:" + server.getLocalPort(), "v=0"), List.of(HERE), SHORT);

        assertThat(request)
                .succeedsWithin(LONG)
                .satisfies(text -> assertThat(text.split("\r\n"))
                        .containsExactlyInAnyOrder(
                                "POST / HTTP/1.1",
                                "Host: [::1]:" + server.getLocalPort(),
                                "Content-Type: application/sdp",
                                "User-Agent: Sightglass",
                                "Connection: close",
                                "Content-Length: 3"));
    }

    @Test
    void opensAConnectionForEachRequest() throws Exception {
        List<Integer> ports = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        started(server);

        get("http://camera.example:" + server.getAddress().getPort() + "/", HERE);
        get("http://camera.example:" + server.getAddress().getPort() + "/", HERE);

        assertThat(ports).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void triesTheNextAddressWhereNobodyListens() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        int port = serve(HERE, asked);

        assertThat(get("http://camera.example:" + port + "/", THERE, HERE)
                        .head()
                        .status())
                .isEqualTo(200);
    }

    /** The name means 127.0.0.2 when it is checked and 127.0.0.1 ever after, as a name service of an attacker would have it. */
    @Test
    void neverReachesWhatANameMeansLater() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        int port = serve(THERE, asked);
        ServerSocket trap = opened(new ServerSocket(port, 5, HERE));
        AtomicInteger lookups = new AtomicInteger();
        AddressCheck rules = uri -> {
            if (lookups.incrementAndGet() > 1) {
                // What the rules say of an address like that.
                throw WhepException.addressRefused();
            }
            return List.of(THERE);
        };
        WhepClient client = opened(new WhepClient(threads, threads, rules, Clock.systemUTC()));

        assertThat(reasonOf(
                        client.post(WhepSource.of("http://camera.example:" + port + "/whep", null), Sdps.OFFER, LONG)
                                .toCompletableFuture()))
                .isEqualTo("whep:notSdp");
        assertThat(client.delete(new WhepSession(URI.create("http://camera.example:" + port + "/s"), null, null, true))
                        .toCompletableFuture()
                        .join())
                .isFalse();

        assertThat(asked).hasSize(1);
        assertThat(lookups).hasValue(2);
        trap.setSoTimeout(1);
        assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void takesACertificateForTheNameAndForNothingElse(@TempDir Path folder) throws Exception {
        SSLContext camera = TestTls.of(folder, "camera.example");
        List<String> names = new CopyOnWriteArrayList<>();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(camera));
        server.createContext("/", exchange -> {
            ((ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession())
                    .getRequestedServerNames()
                    .forEach(name -> names.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        started(server);
        PinnedTransport trusting = opened(new PinnedTransport(threads, camera));
        String at = ":" + server.getAddress().getPort() + "/";

        assertThat(trusting.send(
                                request("https://camera.example" + at),
                                List.of(HERE),
                                limits(LONG),
                                head -> {},
                                never())
                        .join()
                        .head()
                        .status())
                .isEqualTo(204);
        assertThat(trusting.send(
                                request("https://camera.example." + at),
                                List.of(HERE),
                                limits(LONG),
                                head -> {},
                                never())
                        .join()
                        .head()
                        .status())
                .isEqualTo(204);
        assertThat(names).containsExactly("camera.example", "camera.example");
        for (String other : List.of("https://other.example", "https://127.0.0.1", "https://x.camera.example")) {
            assertThat(reasonOf(trusting.send(request(other + at), List.of(HERE), limits(LONG), head -> {}, never())))
                    .as(other)
                    .isEqualTo("whep:unreachable");
        }
        assertThat(reasonOf(send(request("https://camera.example" + at), List.of(HERE), LONG)))
                .as("a certificate that nobody trusts")
                .isEqualTo("whep:unreachable");
        assertThat(names).hasSize(2);
    }

    @Test
    void givesUpOnAConnectThatHangs() throws Exception {
        ServerSocket full = opened(new ServerSocket(0, 1, HERE));
        for (int i = 0; i < 4; i++) {
            Socket waiting = opened(new Socket());
            try {
                waiting.connect(full.getLocalSocketAddress(), 50);
            } catch (SocketTimeoutException isFull) {
                break;
            }
        }

        assertThat(reasonOf(send(request("http://camera.example:" + full.getLocalPort() + "/"), List.of(HERE), SHORT)))
                .isEqualTo("whep:timeout");
    }

    @Test
    void givesUpOnAHandshakeThatHangsAndHangsUp() throws Exception {
        ServerSocket silent = opened(new ServerSocket(0, 5, HERE));
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        threads.execute(() -> readToTheEnd(silent, hungUp));

        assertThat(reasonOf(
                        send(request("https://camera.example:" + silent.getLocalPort() + "/"), List.of(HERE), SHORT)))
                .isEqualTo("whep:timeout");
        assertThat(hungUp).succeedsWithin(LONG);
    }

    @Test
    void endsAHandshakeLongBeforeTheWholeTimeIsUp() throws Exception {
        ServerSocket silent = opened(new ServerSocket(0, 5, HERE));

        assertThat(reasonOf(
                        send(request("https://camera.example:" + silent.getLocalPort() + "/"), List.of(HERE), LONG)))
                .isEqualTo("whep:unreachable");
    }

    @Test
    void refusesAHeadWithoutEnd() throws Exception {
        assertThat(reasonOf(answeredBy("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200))))
                .isEqualTo("whep:tooLarge");
        assertThat(reasonOf(answeredBy("HTTP/1.1 200 OK\r\nA: " + "b".repeat(20_000))))
                .isEqualTo("whep:tooLarge");
    }

    @Test
    void refusesWhatIsNoHttp() throws Exception {
        assertThat(reasonOf(answeredBy("SSH-2.0-OpenSSH_9.2\r\n"))).isEqualTo("whep:unreachable");
        assertThat(reasonOf(answeredBy("HTTP/2.0 200 OK\r\n\r\n"))).isEqualTo("whep:unreachable");
        assertThat(reasonOf(answeredBy("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nv=0")))
                .isEqualTo("whep:unreachable");
    }

    @Test
    void takesABodyThatTheEndOfTheConnectionEnds() throws Exception {
        assertThat(answeredBy("HTTP/1.0 200 OK\r\n\r\nv=0").join().body()).isEqualTo("v=0");
    }

    @Test
    void needsNoThreadPerRequestAndEndsThoseItHas() throws Exception {
        long before = ioThreads();
        PinnedTransport busy = opened(new PinnedTransport(threads, SSLContext.getDefault()));
        ServerSocket silent = opened(new ServerSocket(0, 200, HERE));
        List<CompletableFuture<Response>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(busy.send(
                    request("http://camera.example:" + silent.getLocalPort() + "/"),
                    List.of(HERE),
                    limits(LONG),
                    head -> {},
                    never()));
        }
        for (int i = 0; i < 100; i++) {
            opened(silent.accept());
        }
        assertThat(ioThreads()).isEqualTo(before + 2);

        busy.close();

        assertThat(waiting).allSatisfy(each -> assertThat(reasonOf(each)).isEqualTo("whep:unreachable"));
        await().atMost(LONG).until(() -> ioThreads() == before);
    }

    private static long ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(IO_THREADS))
                .count();
    }

    private Response get(String url, InetAddress... addresses) {
        return send(request(url), List.of(addresses), LONG).join();
    }

    private CompletableFuture<Response> send(Request request, List<InetAddress> addresses, Duration timeout) {
        return transport.send(request, addresses, limits(timeout), head -> {}, never());
    }

    private static Request request(String url) {
        return new Request("DELETE", URI.create(url), null, Map.of(), null);
    }

    private static Request request(String url, String body) {
        return new Request("POST", URI.create(url), null, Map.of("Content-Type", "application/sdp"), body);
    }

    private static Limits limits(Duration timeout) {
        return new Limits(timeout, 1024);
    }

    private static CompletableFuture<Void> never() {
        return new CompletableFuture<>();
    }

    private static String reasonOf(CompletableFuture<?> failing) {
        try {
            return "success: " + failing.join();
        } catch (CompletionException failure) {
            return Failures.translate(failure).reason();
        }
    }

    /** A server that says 200 to everything, and notes whom it was asked as. */
    private int serve(InetAddress at, List<String> asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(at, 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        started(server);
        return server.getAddress().getPort();
    }

    /** The answer to a request whose server writes this and hangs up. */
    private CompletableFuture<Response> answeredBy(String bytes) throws IOException {
        ServerSocket server = opened(new ServerSocket(0, 5, HERE));
        threads.execute(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[1024]);
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException gone) {
                // As it may.
            }
        });
        return send(request("http://camera.example:" + server.getLocalPort() + "/"), List.of(HERE), LONG);
    }

    private static String firstRequest(ServerSocket server) {
        try (Socket socket = server.accept()) {
            byte[] bytes = new byte[4096];
            return new String(bytes, 0, socket.getInputStream().read(bytes), StandardCharsets.US_ASCII)
                    .replaceFirst("\r\n\r\n(?s:.*)", "");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void readToTheEnd(ServerSocket server, CompletableFuture<Void> ended) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().readAllBytes();
        } catch (IOException reset) {
            // An end too.
        }
        ended.complete(null);
    }

    private void started(HttpServer server) {
        server.setExecutor(threads);
        server.start();
        open.add(() -> server.stop(0));
    }

    private <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
