// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.access.ApiKey;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Environment;
import dev.sightglass.access.KeyGrant;
import dev.sightglass.access.MintedKey;
import dev.sightglass.access.Scope;
import dev.sightglass.testcard.TestCardReader;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ShippedApplication
class StreamsIT {
    private static final Pattern SEQUENCE = Pattern.compile("\r\nFrame-Sequence: ([0-9]+)\r\n");

    /** As in {@code application.yaml}. */
    private static final int MOST = 200;

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Autowired
    Api api;

    @Autowired
    ApiKeys keys;

    @Autowired
    ShiftedClock clock;

    private String session;

    @BeforeEach
    void open() {
        session = api.openLive();
    }

    @AfterEach
    void end() {
        api.end(session);
        awaitNoReaders();
    }

    @Test
    void sendNewerAndNewerPicturesUntilTheReaderGoes() throws Exception {
        HttpResponse<InputStream> answer = begin("/stream.mjpeg?fps=10");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("multipart/x-mixed-replace; boundary=sightglass");
        try (InputStream parts = new BufferedInputStream(answer.body())) {
            assertThat(line(parts)).isEqualTo("--sightglass");
            long last = -1;
            for (int i = 0; i < 4; i++) {
                long shown = TestCardReader.ofJpeg(picture(parts)).read().counter();
                assertThat(shown).isGreaterThan(last);
                last = shown;
            }
            assertThat(readers()).isEqualTo(1);
        }

        awaitNoReaders();
    }

    @Test
    void endWithTheSession() throws Exception {
        HttpResponse<InputStream> pictures = begin("/stream.mjpeg");
        BufferedReader events = reader(begin("/events?fps=5").body());
        assertThat(events.readLine()).isEqualTo("retry: 2000");
        assertThat(events.readLine()).isEmpty();
        assertThat(events.readLine()).isEqualTo("event: session");
        assertThat(events.readLine()).startsWith("id: ");
        assertThat(events.readLine()).startsWith("data: {\"state\":\"LIVE\"");
        assertThat(events.readLine()).isEmpty();
        assertThat(events.readLine()).isEqualTo("event: frame");

        api.end(session);

        List<String> rest = events.lines().toList();
        assertThat(rest).contains("event: ended", "data: {}");
        assertThat(rest.stream().filter(line -> line.startsWith("data: {\"state\":\"ENDED\"")))
                .hasSize(1);
        byte[] all = pictures.body().readAllBytes();
        assertThat(new String(all, StandardCharsets.ISO_8859_1)).endsWith("\r\n--sightglass--\r\n");
    }

    @Test
    void tellOfAnEndedSessionThatItIsOver() {
        api.end(session);

        HttpResponse<byte[]> answer = api.get("/sessions/" + session + "/events");

        assertThat(Api.text(answer)).contains("\"state\":\"ENDED\"").endsWith("data: {}\n\n");
        assertThat(api.get("/sessions/" + session + "/stream.mjpeg").statusCode())
                .isEqualTo(404);
    }

    @Test
    void beginAnewAfterAnIdThatIsNone() throws Exception {
        try (BufferedReader events = reader(CLIENT.send(
                        api.request("/sessions/" + session + "/events")
                                .header("Last-Event-ID", "no id of ours")
                                .build(),
                        BodyHandlers.ofInputStream())
                .body())) {
            assertThat(events.readLine()).isEqualTo("retry: 2000");
            assertThat(events.readLine()).isEmpty();
            assertThat(events.readLine()).isEqualTo("event: session");
        }
    }

    @Test
    void refuseARateThatIsNone() {
        for (String fps : List.of("0", "31", "NaN", "", "-1", "x", "1&fps=2")) {
            assertThat(api.get("/sessions/" + session + "/stream.mjpeg?fps=" + fps)
                            .statusCode())
                    .as(fps)
                    .isEqualTo(400);
            assertThat(api.get("/sessions/" + session + "/events?fps=" + fps).statusCode())
                    .as(fps)
                    .isEqualTo(400);
        }
        assertThat(readers()).isZero();
    }

    @Test
    void goOnWithTheChangesThatAReaderMissed() throws Exception {
        List<String> first;
        try (BufferedReader events = reader(begin("/events").body())) {
            first = List.of(events.readLine(), events.readLine(), events.readLine(), events.readLine());
        }
        awaitNoReaders();
        api.end(session);

        String rest = Api.text(api.send(api.request("/sessions/" + session + "/events")
                .header("Last-Event-ID", first.get(3).substring("id: ".length()))));

        assertThat(rest.lines().filter(line -> line.startsWith("data: {\"state\"")))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"ENDED\""));
        assertThat(rest).endsWith("event: ended\nid: " + lastId(rest) + "\ndata: {}\n\n");
    }

    /** Seen is what the network holds, some 600 KiB on its two sides; what comes behind that was made when there was room for it. */
    @Test
    void showASlowReaderFewerFramesAndNotOlderOnes() throws Exception {
        double skipped = api.metric("sightglass_stream_frames_skipped_total");
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            api.connect(socket);
            socket.getOutputStream().write(request("/stream.mjpeg?fps=30&format=png", Api.KEY));
            InputStream in = socket.getInputStream();
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() < end) {
                assertThat(in.readNBytes(100)).hasSize(100);
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            }

            List<Long> seen = sequences(in, 3 << 20);
            assertThat(seen).isSorted().doesNotHaveDuplicates();
            assertThat(largestGap(seen)).isGreaterThan(10);
            assertThat(api.metric("sightglass_stream_frames_skipped_total")).isGreaterThan(skipped + 9);
        }
        awaitNoReaders();
    }

    @Test
    void endWithTheKeyOfTheirReader() throws Exception {
        MintedKey key = keys.mint(new KeyGrant("default", "reader", Environment.TEST, Set.of(Scope.SESSIONS_READ)));
        String plaintext = key.takePlaintext().orElseThrow();
        HttpResponse<InputStream> pictures = begin("/stream.mjpeg?fps=1", plaintext);
        HttpResponse<InputStream> events = begin("/events", plaintext);
        keys.revoke("default", key.key().id());
        clock.shiftTo(ApiKey.GRACE);
        try {
            assertThat(new String(pictures.body().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .endsWith("\r\n--sightglass--\r\n");
            assertThat(new String(events.body().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("data: {}\n\n");
        } finally {
            clock.shiftTo(Duration.ZERO);
        }
        assertThat(api.session(session).get("state").asText()).isEqualTo("LIVE");
    }

    /** On a feed that does not begin nothing is written, so that no write shows who has gone. */
    @Test
    void areOpenToSoManyAndForgetWhoGoes() throws Exception {
        String waiting = api.open(Api.onNothing());
        List<Socket> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Socket socket = api.connect();
            socket.getOutputStream().write(request(waiting, "/events", Api.KEY));
            all.add(socket);
        }
        await().atMost(SOON).until(() -> readers() == MOST);

        HttpResponse<byte[]> oneMore = api.get("/sessions/" + waiting + "/events");
        assertThatAnswer(
                oneMore,
                new Envelope.Expected(503, "UNAVAILABLE", "Service temporarily unavailable", "stream:tooManyViewers"));
        assertThat(oneMore.headers().firstValue("Retry-After")).isPresent();
        for (Socket socket : all) {
            socket.close();
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> readers() == 0);
        api.end(waiting);
    }

    /** The numbers of the frames in the next bytes of a stream. */
    private static List<Long> sequences(InputStream in, int bytes) throws IOException {
        byte[] parts = in.readNBytes(bytes);
        assertThat(parts).hasSize(bytes);
        return SEQUENCE.matcher(new String(parts, StandardCharsets.ISO_8859_1))
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    private static long largestGap(List<Long> sequences) {
        return IntStream.range(1, sequences.size())
                .mapToLong(i -> sequences.get(i) - sequences.get(i - 1))
                .max()
                .orElse(0);
    }

    private static String lastId(String events) {
        return events.lines()
                .filter(line -> line.startsWith("id: "))
                .reduce((first, second) -> second)
                .orElseThrow()
                .substring("id: ".length());
    }

    private byte[] request(String path, String key) {
        return request(session, path, key);
    }

    private static byte[] request(String id, String path, String key) {
        return ("GET /api/v1/sessions/" + id + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private HttpResponse<InputStream> begin(String path, String key) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = CLIENT.send(
                api.anonymous("/sessions/" + session + path)
                        .header("Authorization", "Bearer " + key)
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private HttpResponse<InputStream> begin(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                CLIENT.send(api.request("/sessions/" + session + path).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    /** One part, from behind a boundary to behind the next. */
    private static byte[] picture(InputStream parts) throws IOException {
        int length = 0;
        for (String header = line(parts); !header.isEmpty(); header = line(parts)) {
            if (header.startsWith("Content-Length: ")) {
                length = Integer.parseInt(header.substring(16));
            }
        }
        byte[] picture = parts.readNBytes(length);
        assertThat(line(parts)).isEmpty();
        assertThat(line(parts)).isEqualTo("--sightglass");
        return picture;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the stream is over");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private int readers() {
        String text = Api.text(api.observe("/metrics"));
        return text.lines()
                .filter(line -> line.startsWith("sightglass_stream_readers "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void awaitNoReaders() {
        await().atMost(SOON).until(() -> readers() == 0);
    }
}
