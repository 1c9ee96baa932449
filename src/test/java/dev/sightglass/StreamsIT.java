// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.testcard.TestCardReader;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ShippedApplication
class StreamsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Autowired
    Api api;

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

        api.end(session);

        List<String> rest = events.lines().toList();
        assertThat(rest).contains("event: frame", "event: ended", "data: {}");
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
