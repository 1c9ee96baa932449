// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightglass.api.http.ClosedConnections.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time, against a container of two threads and limits of a second: whatever holds a thread shows. */
class SlowClientsIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int MANY = 12;
    private static final Map<String, Processor> ROUTES = Map.of(
            "/now",
            exchange -> exchange.getMessage().setBody("now".getBytes(US_ASCII)),
            "/echo",
            exchange -> exchange.getMessage().setBody(exchange.getMessage().getBody(byte[].class)),
            "/large",
            exchange -> exchange.getMessage().setBody(new byte[8 << 20]));
    private static RoutesOnTomcat server;

    private final List<Socket> clients = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = new RoutesOnTomcat(ROUTES, new ConnectionLimits(LIMIT, LIMIT, 0));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void endsHeadsThatComeByteByByte() throws Exception {
        long before = server.closed(Reason.HEAD);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slow.add(send("GET /now HTTP/1.1\r\nHost: a\r\nX-Slow: "));
        }

        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
            slow.forEach(SlowClientsIT::dribble);
            return server.closed(Reason.HEAD) == before + MANY;
        });

        assertThat(now()).endsWith("now");
        assertThat(slow).allSatisfy(client -> assertThat(isClosed(client)).isTrue());
    }

    @Test
    void holdsNoThreadForBodiesThatDoNotComeAndRefusesThem() throws Exception {
        long before = server.closed(Reason.BODY);
        List<Socket> slow = new ArrayList<>();
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slow.add(send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nbegin"));
            silent.add(send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin"));
        }

        assertThat(now()).endsWith("now");
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
            slow.forEach(SlowClientsIT::dribble);
            return server.closed(Reason.BODY) == before + 2 * MANY;
        });
        slow.addAll(silent);
        for (Socket client : slow) {
            assertThat(answer(client))
                    .startsWith("HTTP/1.1 408")
                    .contains("Connection: close")
                    .endsWith("error 408");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE /now", "POST /elsewhere?%zz", "CONNECT a:1", "POST /../.."})
    void holdsNoThreadForBodiesThatNobodyReads(String line) throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slow.add(send(line + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000\r\n\r\nbegin"));
        }

        assertThat(now()).endsWith("now");
        for (Socket client : slow) {
            assertThat(answer(client)).startsWith("HTTP/1.1 ");
        }
    }

    @Test
    void cutsReadersOfAnAnswerThatDoNotRead() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slow.add(send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n", small()));
        }

        assertThat(now()).endsWith("now");
        await().atMost(SOON).until(() -> server.connections() <= 1);
        for (Socket client : slow) {
            assertThat(count(client)).isLessThan(8 << 20);
        }
    }

    @Test
    void takesABodyInPieces() throws Exception {
        Socket client = send("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 10\r\n\r\n");
        for (String piece : List.of("01", "23", "456789")) {
            assertThat(now()).endsWith("now");
            client.getOutputStream().write(piece.getBytes(US_ASCII));
        }

        assertThat(answer(client)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n0123456789");
    }

    @Test
    void takesChunksInPieces() throws Exception {
        Socket client =
                send("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String piece : List.of("4", "\r\n01", "23\r", "\n6\r\n456789\r\n0\r\n", "\r\n")) {
            assertThat(now()).endsWith("now");
            client.getOutputStream().write(piece.getBytes(US_ASCII));
        }

        assertThat(answer(client)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n0123456789");
    }

    @Test
    void takesTheNextRequestAfterABody() throws Exception {
        String post = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";
        Socket client = send(post + "one ");
        client.getOutputStream().write(post.getBytes(US_ASCII));
        assertThat(now()).endsWith("now");
        client.getOutputStream()
                .write("two GET /now HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));

        assertThat(answer(client)).containsSubsequence("\r\n\r\none ", "\r\n\r\ntwo ", "\r\n\r\nnow");
    }

    @Test
    void refusesABodyThatSaysItIsTooLong() throws Exception {
        String answer = answer(send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1025\r\n\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
    }

    @Test
    void refusesChunksThatAreTooLongTogether() throws Exception {
        String post = "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        String longest = "400\r\n" + "a".repeat(1024) + "\r\n";

        assertThat(answer(send(post + longest + "0\r\n\r\n"))).startsWith("HTTP/1.1 200");
        assertThat(answer(send(post + longest + "1\r\na\r\n")))
                .startsWith("HTTP/1.1 413")
                .endsWith("error 413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nf4240\r\n"})
    void letsAClientThatIsStillSendingReadWhyItIsRefused(String length) throws Exception {
        long before = server.closed(Reason.BODY);
        Socket client = send("POST /echo HTTP/1.1\r\nHost: a\r\n" + length + "a".repeat(2_000));
        await().atMost(SOON).until(() -> client.getInputStream().available() > 0);

        for (int sent = 2_000; sent < 1_000_000; sent += 2_000) {
            client.getOutputStream().write("a".repeat(2_000).getBytes(US_ASCII));
        }

        assertThat(answer(client)).startsWith("HTTP/1.1 413").endsWith("error 413");
        assertThat(server.closed(Reason.BODY)).isEqualTo(before);
    }

    @Test
    void endsTheConnectionOfAClientThatSendsWithoutEnd() throws Exception {
        Socket client = send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000000\r\n\r\n");
        byte[] piece = new byte[1 << 16];

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        client.getOutputStream().write(piece);
                    }
                })
                .isInstanceOf(SocketException.class);
        assertThat(now()).endsWith("now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x\r\n", "-1\r\na", "0x1\r\na", "\r\n", "fffffffff\r\n", "1\r\nab\r\n0\r\n\r\n", "1;\u0001\r\na"
            })
    void refusesChunksThatAreNone(String body) throws Exception {
        String answer = answer(send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body));

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void givesOneAddressOnlySoManyConnections() throws Exception {
        try (RoutesOnTomcat strict = new RoutesOnTomcat(ROUTES, new ConnectionLimits(LIMIT, LIMIT, 2))) {
            Socket one = connect(strict, new Socket());
            Socket two = connect(strict, new Socket());
            assertThat(isClosed(connect(strict, new Socket()))).isTrue();
            assertThat(strict.closed(Reason.ADDRESS)).isEqualTo(1);

            one.close();
            two.close();

            await().atMost(SOON).untilAsserted(() -> {
                Socket next = connect(strict, new Socket());
                next.getOutputStream().write(get("/now"));
                assertThat(answer(next)).endsWith("now");
            });
        }
    }

    private Socket send(String text) throws IOException {
        return send(text, new Socket());
    }

    private Socket send(String text, Socket prepared) throws IOException {
        Socket client = connect(server, prepared);
        client.getOutputStream().write(text.getBytes(US_ASCII));
        return client;
    }

    private Socket connect(RoutesOnTomcat to, Socket client) throws IOException {
        client.connect(new InetSocketAddress("127.0.0.1", to.port()));
        client.setSoTimeout((int) SOON.toMillis());
        clients.add(client);
        return client;
    }

    private static Socket small() throws SocketException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        return socket;
    }

    private String now() throws IOException {
        return answer(send(new String(get("/now"), US_ASCII)));
    }

    private static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(US_ASCII);
    }

    /** All that comes until the other side closes. */
    private static String answer(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }

    private static void dribble(Socket client) {
        try {
            client.getOutputStream().write('a');
        } catch (IOException e) {
            // It is closed, which shows elsewhere.
        }
    }

    private static boolean isClosed(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // reset, since it sent what nobody read
        }
    }

    private static long count(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        byte[] piece = new byte[1 << 16];
        long sum = 0;
        try {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                sum += count;
            }
        } catch (SocketException e) {
            return sum; // reset
        }
        return sum;
    }
}
