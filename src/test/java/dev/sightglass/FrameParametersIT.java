// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testcard.TestCardReader;
import dev.sightglass.testcard.TestCardReader.Bar;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a request may ask of a frame, over HTTP and of the test card, 640x360. */
@ShippedApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameParametersIT {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @Autowired
    Api api;

    private String id;

    @BeforeAll
    void open() {
        id = api.openLive();
    }

    @AfterAll
    void end() {
        api.end(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size=watch|512|288",
                "size=live|640|360",
                "size=standard|640|360",
                "size=native|640|360",
                "max_edge=321|321|181",
                "max_edge=16|16|9",
                "max_edge=4096|640|360",
                "max_tokens=209&model=claude|532|299",
                "max_tokens=255&model=gpt-4o|512|288",
                "max_tokens=425&model=gpt-4o&size=watch|512|288",
                "model=claude|640|360",
                "max_tokens=1120&model=gemini|640|360",
                "roi=320,180,320,180|320|180",
                "roi=0.25,0.25,0.5,0.5&max_edge=160|160|90",
                "roi=0,0,360,360&max_tokens=100&model=claude|280|280"
            })
    void isAsLargeAsAskedForAndNeverLargerThanTheSource(String query, int width, int height) throws IOException {
        HttpResponse<byte[]> answer = frame("?" + query);

        assertThat(header(answer, "Frame-Width")).isEqualTo(Integer.toString(width));
        assertThat(header(answer, "Frame-Height")).isEqualTo(Integer.toString(height));
        assertThat(header(answer, "Frame-Source-Width")).isEqualTo(Integer.toString(WIDTH));
        assertThat(header(answer, "Frame-Source-Height")).isEqualTo(Integer.toString(HEIGHT));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
    }

    @Test
    void saysWhatThePictureCosts() {
        assertThat(header(frame(""), "Frame-Tokens"))
                .startsWith("claude=299, claude-high=299, openai-patch=288, ")
                .contains("openai-tile=425", "gemini=1120");
        assertThat(header(frame("?size=watch"), "Frame-Tokens")).contains("claude=209", "openai-patch=173");
    }

    /** The bars of the card are 80 pixels wide; each is asked for by itself, in pixels and in fractions. */
    @ParameterizedTest
    @CsvSource({
        "'100,280,40,20', '100,280,40,20', YELLOW",
        "'420,280,40,20', '420,280,40,20', RED",
        "'0.53125,0.78,0.0625,0.05', '340,280,40,19', MAGENTA"
    })
    void showsThePartThatIsAskedFor(String roi, String shown, Bar bar) throws IOException {
        HttpResponse<byte[]> answer = frame("?quality=95&roi=" + roi);

        assertThat(header(answer, "Frame-Roi")).isEqualTo(shown);
        BufferedImage part = ImageIO.read(new ByteArrayInputStream(answer.body()));
        TestCardReader reader = TestCardReader.ofImage(part, part.getWidth(), part.getHeight());
        for (int x : new int[] {4, part.getWidth() / 2, part.getWidth() - 5}) {
            assertThat(reader.pixel(x, part.getHeight() / 2).distance(bar.intended()))
                    .as("pixel %d of %s", x, roi)
                    .isLessThanOrEqualTo(12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,0,640,360", "0,360,1,1", "640,0,1,1", "0,0,99999,1"})
    void refusesAPartBeyondThePictureWithoutCountingAnError(String roi) {
        double errors = ingestErrors();

        HttpResponse<byte[]> answer = api.get("/sessions/" + id + "/frame?roi=" + roi);

        assertThatAnswer(answer, Envelope.invalidInput("frame:roi"));
        assertThat(ingestErrors()).isEqualTo(errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?format=jpeg|text/html|image/jpeg",
                "?format=webp|*/*|image/webp",
                "?format=png|*/*|image/png",
                "|image/webp|image/webp",
                "|image/png;q=0.5, image/webp;q=0.2|image/png",
                "|image/*|image/jpeg",
                "?size=watch|image/avif, image/webp, */*;q=0.5|image/webp"
            })
    void bytesAreOfTheTypeThatIsSaid(String query, String accept, String type) {
        HttpResponse<byte[]> answer = api.send(api.request("/sessions/" + id + "/frame" + (query == null ? "" : query))
                .header("Accept", accept));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        assertThat(header(answer, "Vary")).isEqualTo("Accept");
        assertThat(magic(answer.body())).isEqualTo(type);
    }

    @Test
    void takesNoPictureForAPage() {
        HttpResponse<byte[]> answer =
                api.send(api.request("/sessions/" + id + "/frame").header("Accept", "text/html, application/json"));

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(header(answer, "Vary")).isEqualTo("Accept");
        assertThat(Api.json(answer).get("code").asText()).isEqualTo("NOT_ACCEPTABLE");
        assertThat(Api.json(answer).get("hint").asText()).contains("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 20_000, 786_432})
    void keepsTheBoundOfBytes(int most) {
        assertThat(frame("?max_bytes=" + most).body().length).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "size=live&max_edge=512, max_edge",
        "max_age=2, max_age",
        "max_age=1s&max_age=2s, max_age",
        "wait=31s, wait",
        "quality=80&format=png, quality",
        "max_tokens=900, model",
        "max_bytes=, max_bytes",
        "colour=red, colour",
        "'roi=1,2,3', roi",
        "%00=1, unknownParameter"
    })
    void namesTheParameterThatIsWrong(String query, String name) {
        assertThatAnswer(api.get("/sessions/" + id + "/frame?" + query), Envelope.invalidInput("frame:" + name));
    }

    @Test
    void headIsAnsweredAsGetWithoutTheBody() {
        HttpResponse<byte[]> head =
                api.send(api.request("/sessions/" + id + "/frame?size=watch").method("HEAD", BodyPublishers.noBody()));
        HttpResponse<byte[]> get = frame("?size=watch");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().map().keySet())
                .containsExactlyInAnyOrderElementsOf(get.headers().map().keySet());
        assertThat(Integer.parseInt(header(head, "Content-Length"))).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"b1e2f3a4-5b6c-4d8e-9f0a-1b2c3d4e5f6a-1-1-1280q80\"",
                "\"x\"",
                "x",
                "\"",
                "W/",
                ",,,",
                "\"*\"",
                "**"
            })
    void whatTheClientCannotHaveFromHereChangesNothing(String tag) {
        HttpResponse<byte[]> answer =
                api.send(api.request("/sessions/" + id + "/frame").header("If-None-Match", tag));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void anyPictureWillDoForAStar() {
        HttpResponse<byte[]> answer =
                api.send(api.request("/sessions/" + id + "/frame").header("If-None-Match", "*"));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "ETag")).startsWith("\"" + id);
        assertThat(header(answer, "Vary")).isEqualTo("Accept");
    }

    @Test
    void aTagIsOfOneVariant() {
        assertThat(header(frame("?size=watch&quality=70&format=webp"), "ETag")).endsWith("-512q70-webp\"");
        assertThat(header(frame(""), "ETag")).endsWith("-1280q80\"");
    }

    @Test
    void saysWhichPreferenceItTook() {
        HttpResponse<byte[]> answer =
                api.send(api.request("/sessions/" + id + "/frame").header("Prefer", "respond-async, wait=60"));

        assertThat(header(answer, "Preference-Applied")).isEqualTo("wait=30");
    }

    @Test
    void neverAnswersAnOlderPictureThanIsAskedFor() {
        HttpResponse<byte[]> answer = api.get("/sessions/" + id + "/frame?max_age=10s&wait=2s");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Long.parseLong(header(answer, "Frame-Age-Ms"))).isBetween(0L, 5_000L);
    }

    private HttpResponse<byte[]> frame(String query) {
        HttpResponse<byte[]> answer = api.get("/sessions/" + id + "/frame" + query);
        assertThat(answer.statusCode())
                .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer;
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private static String magic(byte[] bytes) {
        String start = new String(bytes, 0, 12, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (start.startsWith("\u0089PNG\r\n")) {
            return "image/png";
        }
        return start.startsWith("RIFF") && start.endsWith("WEBP") ? "image/webp" : "unknown";
    }

    private double ingestErrors() {
        return Api.text(api.observe("/metrics"))
                .lines()
                .filter(line -> line.startsWith("sightglass_ingest_errors_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
