// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Requests that a proxy before us may read in another way than we do, or that nobody sends in good faith: each is refused, and
 * nothing after it on its connection is taken for a request.
 */
@ShippedApplication
class HostileRequestsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String POST = "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n";
    private static final String GET = "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n";
    private static final String SMUGGLED = "GET /api/v1/health HTTP/1.1\r\nHost: smuggled\r\n\r\n";

    @Autowired
    Api api;

    static Stream<Arguments> requests() {
        return Stream.of(
                // Two ways to tell where the body ends (RFC 9112 section 6.3).
                shape(
                        400,
                        "length beside chunks",
                        POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                shape(
                        400,
                        "chunks beside length",
                        POST + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
                shape(
                        400,
                        "length between others beside chunks",
                        POST + "Content-Length: 4\r\nA: b\r\nTransfer-Encoding: chunked\r\nC: d\r\n\r\n0\r\n\r\n"),
                shape(400, "two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                shape(400, "the same length twice", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                shape(400, "a list of lengths", POST + "Content-Length: 2, 2\r\n\r\n{}"),
                shape(400, "signed length", POST + "Content-Length: +2\r\n\r\n{}"),
                shape(400, "negative length", POST + "Content-Length: -2\r\n\r\n{}"),
                shape(400, "length in hexadecimal", POST + "Content-Length: 0x2\r\n\r\n{}"),
                shape(400, "length beyond 63 bits", POST + "Content-Length: 18446744073709551618\r\n\r\n{}"),
                shape(413, "length beyond the limit", POST + "Content-Length: 65537\r\n\r\n"),
                shape(400, "chunked twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
                shape(400, "chunked before another", POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
                shape(400, "unknown coding", POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                shape(400, "no coding", POST + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n"),
                shape(400, "blank before the colon", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
                shape(
                        400,
                        "chunks in HTTP/1.0",
                        "POST /api/v1/sessions HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                shape(400, "no chunk size", POST + "Transfer-Encoding: chunked\r\n\r\n\r\n"),
                shape(400, "signed chunk size", POST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n"),
                shape(400, "prefixed chunk size", POST + "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n"),
                shape(400, "chunk size beyond 31 bits", POST + "Transfer-Encoding: chunked\r\n\r\n100000001\r\na\r\n"),
                shape(
                        400,
                        "chunk longer than its size",
                        POST + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"),
                // Lines (RFC 9112 sections 2.2 and 5.2).
                shape(400, "bare line feed after the request line", "GET /api/v1/health HTTP/1.1\nHost: x\r\n\r\n"),
                shape(400, "bare line feed after a header", "GET /api/v1/health HTTP/1.1\r\nHost: x\nA: b\r\n\r\n"),
                shape(400, "bare line feeds at the end", GET + "A: b\n\n"),
                shape(400, "bare line feed for the empty line", GET + "A: b\r\n\n"),
                shape(400, "bare carriage return in a header", GET + "A: b\rC: d\r\n\r\n"),
                shape(400, "folded header", GET + "A: b\r\n c\r\n\r\n"),
                shape(400, "folded header of much text", GET + "A: b\r\n cdefghijklmnopqrstuvwxyz\r\nD: e\r\n\r\n"),
                shape(400, "folded by a tab", GET + "A: b\r\n\tc\r\nD: e\r\n\r\n"),
                shape(400, "folded without content", GET + "A: b\r\n \r\nD: e\r\n\r\n"),
                shape(400, "folded twice", GET + "A: b\r\n \r\n c\r\n\r\n"),
                shape(400, "folded coding", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
                shape(400, "blank before the first header", "GET /api/v1/health HTTP/1.1\r\n Host: x\r\n\r\n"),
                shape(400, "NUL in a header", GET + "A: b\u0000c\r\n\r\n"),
                shape(400, "NUL in a name", GET + "A\u0000: b\r\n\r\n"),
                shape(400, "header without a colon", GET + "nonsense\r\n\r\n"),
                shape(400, "header without a name", GET + ": b\r\n\r\n"),
                // Whom it is for (RFC 9112 section 3.2).
                shape(400, "no host", "GET /api/v1/health HTTP/1.1\r\n\r\n"),
                shape(400, "two hosts", GET + "Host: y\r\n\r\n"),
                shape(400, "no host name", "GET /api/v1/health HTTP/1.1\r\nHost: a b\r\n\r\n"),
                shape(400, "host with a path", "GET /api/v1/health HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                shape(400, "URL of another host", "GET http://other/api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"),
                shape(
                        400,
                        "URL of a user at another host",
                        "GET http://x@other/api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"),
                shape(400, "URL of another scheme", "GET ftp://x/api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"),
                shape(400, "no path", "GET x:80 HTTP/1.1\r\nHost: x\r\n\r\n"),
                shape(400, "asterisk", "GET * HTTP/1.1\r\nHost: x\r\n\r\n"),
                // Paths.
                shape(400, "NUL in a path", line("/api/v1/%00")),
                shape(400, "encoded slash", line("/api/v1%2fhealth")),
                shape(400, "encoded backslash", line("/api/v1%5chealth")),
                shape(400, "backslash", line("/api/v1\\health")),
                shape(400, "encoded dots", line("/api/v1/%2e%2e/v1/health")),
                shape(400, "dots with a parameter", line("/api/v1/..;a=b/v1/health")),
                shape(400, "no encoding", line("/api/v1/%zz")),
                shape(400, "half an encoding", line("/api/v1/%4")),
                shape(400, "fragment", line("/api/v1/health#a")),
                shape(400, "overlong path", line("/" + "a".repeat(9000))),
                shape(400, "overlong query", line("/api/v1/health?" + "a".repeat(9000))),
                shape(400, "overlong method", "A".repeat(9000) + " / HTTP/1.1\r\nHost: x\r\n\r\n"),
                // Sizes.
                shape(400, "large header", GET + "A: " + "a".repeat(9000) + "\r\n\r\n"),
                shape(400, "many headers", GET + "A: b\r\n".repeat(64) + "\r\n"),
                // Versions and methods.
                shape(400, "another version", "GET /api/v1/health HTTP/2.0\r\nHost: x\r\n\r\n"),
                shape(400, "no version", "GET /api/v1/health HTTP\r\nHost: x\r\n\r\n"),
                shape(400, "no method", "G@T /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"),
                shape(400, "CONNECT", "CONNECT other:443 HTTP/1.1\r\nHost: other:443\r\n\r\n"),
                shape(405, "TRACE", "TRACE /api/v1/health HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"),
                shape(417, "an unknown expectation", GET + "Expect: tea\r\n\r\n"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("requests")
    void isRefusedAndTheConnectionEnds(int status, String name, String request) throws Exception {
        String answer = answers(request + SMUGGLED);

        assertThat(answer).startsWith("HTTP/1.1 " + status).containsPattern("(?i)\r\nConnection: close\r\n");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).as(answer).hasSize(2);
        // That of TRACE has no body: there is nothing that it may echo.
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body)
                .matches(name.equals("TRACE") ? "" : "\\{\"statusCode\":.*\"detail\":\"http:" + status + "\".*}");
        assertSaysNothingOfUs(answer);
    }

    /** Whoever names no version is answered as HTTP/0.9 has it: a body and no head. */
    @Test
    void servesNoHttp09() throws Exception {
        assertThat(answers("GET /api/v1/health\r\n")).startsWith("{\"statusCode\":400,\"code\":\"INVALID_INPUT\"");
    }

    @Test
    void speaksNoHttp2() throws Exception {
        assertThat(answers("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).isEmpty();
        assertThat(answers(
                        GET + "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: \r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A:b", "A: b", "A:\tb", "A: b \t ", "A:", "A: ", "A: b  c"})
    void takesBlanksWhereTheyBelong(String header) throws Exception {
        assertThat(answers(GET + header + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void takesAUrlOfItsOwnHost() throws Exception {
        String own = "GET http://x/api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(answers(own)).startsWith("HTTP/1.1 200");
    }

    private static Arguments shape(int status, String name, String request) {
        return Arguments.of(status, name, request);
    }

    private static String line(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    static void assertSaysNothingOfUs(String answer) {
        assertThat(answer).doesNotContainIgnoringCase("tomcat", "apache", "exception", "\r\nserver:", "java");
    }

    /** All that comes until the other side closes; fails if that takes long. */
    private String answers(String request) throws IOException {
        try (Socket client = api.connect()) {
            client.setSoTimeout((int) SOON.toMillis());
            client.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
