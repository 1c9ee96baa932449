// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sightglass.platform.AddressRefusedException.Reason;
import dev.sightglass.platform.HostileUrls;
import dev.sightglass.whep.client.AddressCheck;
import dev.sightglass.whep.client.WhepAnswer;
import dev.sightglass.whep.client.WhepClient;
import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that may be contacted, and names in its answers whatever may not be: the rules are the default ones but for the server itself.
 * Where the table means this machine, somebody listens.
 */
class HostileServersIT {
    private static final String OFFER = """
            v=0
            m=video 9 UDP/TLS/RTP/SAVPF 96
            a=setup:actpass
            """;
    private static final String ANSWER = """
            v=0
            m=video 9 UDP/TLS/RTP/SAVPF 96
            a=setup:active
            a=ice-ufrag:efgh
            a=ice-pwd:abcdefghijklmnopqrstuvwx
            a=fingerprint:sha-256 00
            """;

    private static ServerSocket trap;
    private static ExecutorService threads;
    private static HttpServer server;
    private static WhepClient client;

    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        threads = Executors.newCachedThreadPool();
        trap = new ServerSocket(0, 50);
        trap.setSoTimeout(1);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        OutsideAddresses rules = new OutsideAddresses(HostileUrls.strict(), reason -> {});
        client = new WhepClient(threads, threads, ownServerOr(rules), Clock.systemUTC());
    }

    private static AddressCheck ownServerOr(AddressCheck rules) {
        return new AddressCheck() {
            @Override
            public List<InetAddress> check(URI uri) {
                return uri.getPort() == server.getAddress().getPort()
                        ? List.of(server.getAddress().getAddress())
                        : rules.check(uri);
            }

            @Override
            public List<InetAddress> checkIceHost(String host) {
                return rules.checkIceHost(host);
            }

            @Override
            public void checkCandidate(String address) {
                rules.checkCandidate(address);
            }
        };
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.stop(0);
        threads.shutdownNow();
        trap.close();
    }

    @BeforeEach
    void forget() {
        requests.clear();
    }

    @AfterEach
    void nobodyElseWasContacted() {
        server.removeContext("/whep");
        assertThat(requests).containsOnly("POST");
        assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
    }

    /** Those rows of the table that fit into a header. */
    static Stream<HostileUrls.Row> rows() {
        return HostileUrls.rows(trap.getLocalPort()).stream()
                .filter(row -> row.url().chars().allMatch(c -> c > ' ' && c < 0x7f));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isNotFollowedToThem(HostileUrls.Row row) {
        reply(307, "", Map.of("Location", row.url()));

        assertThatThrownBy(this::post)
                .isInstanceOfSatisfying(
                        WhepException.class,
                        refused -> assertThat(refused.reason())
                                .isIn("whep:addressRefused", "whep:redirectRefused", "whep:unreachable"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isNotTakenToHaveItsSessionThere(HostileUrls.Row row) {
        reply(201, ANSWER, Map.of("Location", row.url()));

        WhepAnswer answer = null;
        try {
            answer = post();
        } catch (WhepException refused) {
            assertThat(refused.reason()).isIn("whep:addressRefused", "whep:unreachable");
        }
        assertThat(answer == null ? null : answer.session()).isNull();
    }

    /** The hosts of the table, wherever a host is what is wrong. */
    static Stream<String> hosts() {
        return rows().filter(row -> row.url().startsWith("https://") && row.reason() != Reason.SCHEME)
                .map(row -> row.url().split("/", -1)[2])
                .filter(authority -> !authority.startsWith("camera.example"));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void namesNoIceServerThere(String authority) {
        reply(201, ANSWER, Map.of("Link", "<turn:" + authority + ">; rel=\"ice-server\""));

        assertThat(post().iceServers()).isEmpty();
    }

    @Test
    void namesIceServersThatAreAskedWhereTheyWereChecked() {
        reply(
                201,
                ANSWER,
                Map.of("Link", "<turns:camera.example:5349?transport=tcp>; rel=\"ice-server\"; username=\"u\""));

        assertThat(post().iceServers()).singleElement().satisfies(only -> {
            assertThat(only.url()).isEqualTo("turns:93.184.216.34:5349?transport=tcp");
            assertThat(only.tlsName()).isEqualTo("camera.example");
            assertThat(only.username()).isEqualTo("u");
        });
    }

    @Test
    void namesNoCandidateThere() {
        List<String> lines = new ArrayList<>();
        for (String address :
                List.of("93.184.216.34", "127.0.0.1", "10.0.0.1", "::1", "fe80::1", "::ffff:10.0.0.1", "x.local")) {
            lines.add("a=candidate:1 1 udp 1 " + address + " 9 typ host");
        }
        reply(201, ANSWER + String.join("\n", lines) + "\n", Map.of());

        assertThat(post().sdp().lines().filter(line -> line.startsWith("a=candidate")))
                .containsExactly(lines.get(0));
    }

    private void reply(int status, String body, Map<String, String> headers) {
        server.createContext("/whep", exchange -> {
            requests.add(exchange.getRequestMethod());
            exchange.getRequestBody().readAllBytes();
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private WhepAnswer post() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/whep";
        try {
            return (WhepAnswer) client.post(WhepSource.of(url, null), OFFER, Duration.ofSeconds(20))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failure) {
            throw (WhepException) failure.getCause();
        }
    }
}
