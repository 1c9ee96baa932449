// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.api.InvalidInputException;
import dev.sightglass.snapshot.Format;
import dev.sightglass.snapshot.Region;
import dev.sightglass.snapshot.Region.Unit;
import dev.sightglass.snapshot.TokenBudget;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.vision.VisionModels;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAsksTest {

    private static final Variant USUAL = Variant.jpeg(1280, 80);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final FrameAsks asks = new FrameAsks(USUAL, LIMIT, VisionModels.published());

    @Nested
    class WithoutParameters {

        @Test
        void wantsThePictureOfTheSettings() {
            assertThat(asks.plain(null, null, null)).isEqualTo(new FrameAsk(USUAL, LIMIT, Duration.ZERO, null, null));
        }

        @Test
        void isOneObjectForAll() {
            assertThat(asks.plain("*/*", null, null)).isSameAs(asks.plain(null, null, null));
        }

        @Test
        void handsOnWhatTheClientHas() {
            assertThat(asks.plain(null, null, "\"x\"").ifNoneMatch()).isEqualTo("\"x\"");
        }

        @Test
        void readsTheHeaders() {
            FrameAsk ask = asks.plain("image/webp", "wait=3", null);

            assertThat(ask.variant().format()).isEqualTo(Format.WEBP);
            assertThat(ask.longestWait()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Nested
    class Time {

        @ParameterizedTest
        @CsvSource({
            "max_age=10ms, 10",
            "max_age=500ms, 500",
            "max_age=2s, 2000",
            "max_age=1.5s, 1500",
            "max_age=0.01s, 10",
            "max_age=1.255s, 1255",
            // No request lifts the limit of the settings.
            "max_age=5001ms, 5000",
            "max_age=10m, 5000"
        })
        void boundsTheAge(String query, long millis) {
            assertThat(ask(query).maxAge()).isEqualTo(Duration.ofMillis(millis));
        }

        @ParameterizedTest
        @CsvSource({"wait=0s, 0", "wait=250ms, 250", "wait=30s, 30000", "wait=2.5s, 2500"})
        void boundsTheWait(String query, long millis) {
            assertThat(ask(query).longestWait()).isEqualTo(Duration.ofMillis(millis));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "wait=10|10",
                    "wait=0|0",
                    "WAIT=7|7",
                    "wait=\"8\"|8",
                    "respond-async, wait=10|10",
                    "handling=lenient; foo=\"a, b\", wait = 9 ; x=y|9",
                    "wait=31|30",
                    "wait=99999999999999999999|30",
                    "wait=0000000000000010|10",
                    "wait=4, wait=5|4"
                })
        void takesThePreference(String prefer, long seconds) {
            FrameAsk ask = asks.of(Map.of(), null, prefer, null);

            assertThat(ask.longestWait()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(ask.preferenceApplied()).isEqualTo("wait=" + seconds);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    ",",
                    "wait",
                    "wait=",
                    "wait=-1",
                    "wait=1.5",
                    "wait=2s",
                    "wait=\"",
                    "waiting=5",
                    "respond-async",
                    "x=\"wait=5\"",
                    "\"wait=5\"",
                    "a=\"b",
                    "=5",
                    ";wait=5"
                })
        void ignoresOtherAndMalformedPreferences(String prefer) {
            FrameAsk ask = asks.of(Map.of(), null, prefer, null);

            assertThat(ask.longestWait()).isZero();
            assertThat(ask.preferenceApplied()).isNull();
        }

        @Test
        void readsAPreferenceBehindALongOneWithoutTakingTheStack() {
            FrameAsk ask = asks.of(Map.of(), null, "a;" + "b".repeat(8000) + ", wait=5", null);

            assertThat(ask.longestWait()).isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void prefersTheParameterToTheHeader() {
            FrameAsk ask = asks.of(Map.of("wait", "1s"), null, "wait=10", null);

            assertThat(ask.longestWait()).isEqualTo(Duration.ofSeconds(1));
            assertThat(ask.preferenceApplied()).isNull();
        }
    }

    @Nested
    class Picture {

        @ParameterizedTest
        @CsvSource({
            "size=watch, 512",
            "size=live, 768",
            "size=standard, 1280",
            "size=fine, 1456",
            "size=max, 2576",
            "size=native, 0",
            "max_edge=16, 16",
            "max_edge=4096, 4096"
        })
        void boundsTheLongerSide(String query, int edge) {
            assertThat(ask(query).variant()).isEqualTo(Variant.jpeg(edge, 80));
        }

        @Test
        void sharesTheVariantOfTheSettings() {
            assertThat(ask("size=standard&quality=80&format=jpeg").variant()).isEqualTo(USUAL);
        }

        @Test
        void boundsBytesAndSetsTheQuality() {
            assertThat(ask("quality=1&max_bytes=786432").variant())
                    .isEqualTo(new Variant(Format.JPEG, null, 1280, null, 1, 786_432));
        }

        @Test
        void hasNoQualityAsPng() {
            assertThat(ask("format=png").variant())
                    .isEqualTo(new Variant(Format.PNG, null, 1280, null, Variant.LOSSLESS, 0));
        }

        @Test
        void countsTokensByTheFormulaOfTheModel() {
            assertThat(ask("max_tokens=900&model=claude-sonnet-4-5").variant())
                    .isEqualTo(new Variant(Format.JPEG, null, 0, new TokenBudget("claude", 900), 80, 0));
        }

        @Test
        void isBoundedByTokensAndByTheSizeThatIsAskedFor() {
            Variant variant = ask("max_tokens=900&model=claude&size=live").variant();

            assertThat(variant.longestEdge()).isEqualTo(768);
            assertThat(variant.tokens()).isEqualTo(new TokenBudget("claude", 900));
        }

        @Test
        void isAsLargeAsAModelTakesWithoutABudget() {
            Variant variant = ask("model=gpt-4o").variant();

            assertThat(variant.longestEdge()).isZero();
            assertThat(variant.tokens())
                    .isNotNull()
                    .extracting(TokenBudget::family)
                    .isEqualTo("openai-tile");
        }

        @Test
        void keepsItsSizeForAModelOfFlatPrice() {
            assertThat(ask("model=gemini&max_tokens=1120").variant()).isEqualTo(USUAL);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "0,0,1,1|PIXEL|0|0|1|1",
                    "10,20,640,360|PIXEL|10|20|640|360",
                    "0.0,0,1,1|MILLIONTH|0|0|1000000|1000000",
                    "0.25,0.5,0.75,0.5|MILLIONTH|250000|500000|750000|500000",
                    "0.1,0.7,0.9,0.3|MILLIONTH|100000|700000|900000|300000",
                    "0,0,0.000001,1.0|MILLIONTH|0|0|1|1000000"
                })
        void showsAPart(String roi, Unit unit, int x, int y, int width, int height) {
            assertThat(ask("roi=" + roi).variant().region()).isEqualTo(new Region(unit, x, y, width, height));
        }
    }

    @Nested
    class Formats {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                nullValues = "-",
                value = {
                    "-|JPEG",
                    "''|JPEG",
                    "*/*|JPEG",
                    "image/*|JPEG",
                    "image/jpeg|JPEG",
                    "image/webp|WEBP",
                    "IMAGE/PNG|PNG",
                    "image/webp, image/jpeg|JPEG",
                    "image/png, image/webp|WEBP",
                    "image/webp, image/jpeg;q=0.9|WEBP",
                    "image/jpeg;q=0, */*|WEBP",
                    "image/*;q=0.5, image/png|PNG",
                    "image/*, image/jpeg;q=0.1|WEBP",
                    "text/html, image/png;q=0.001|PNG",
                    "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8|JPEG",
                    "image/webp,image/apng,*/*;q=0.8|WEBP",
                    "garbage, image/png|PNG",
                    "image/png;q=high, image/webp;q=0.2|WEBP",
                    "image/png ; Q=0.3 , image/webp ; level=1 ; q=0.2|PNG"
                })
        void followsAccept(String accept, Format format) {
            assertThat(asks.of(Map.of(), accept, null, null).variant().format()).isEqualTo(format);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/html",
                    "application/json",
                    "image/gif",
                    "image/jpeg;q=0",
                    "*/*;q=0",
                    "image/*;q=0.000",
                    "jpeg",
                    ",,",
                    "image/",
                    "/",
                    "*",
                    "image/jpeg;q=2",
                    "image/jpeg;q=-1"
                })
        void refusesWhatTakesNoPicture(String accept) {
            assertThatExceptionOfType(NotAcceptableException.class)
                    .isThrownBy(() -> asks.of(Map.of(), accept, null, null))
                    .satisfies(e -> assertThat(e.hint()).contains("image/jpeg"));
        }

        @Test
        void prefersTheParameterToTheHeader() {
            FrameAsk ask = asks.of(Map.of("format", "png"), "text/html", null, null);

            assertThat(ask.variant().format()).isEqualTo(Format.PNG);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_age=|max_age",
                "max_age=9ms|max_age",
                "max_age=0s|max_age",
                "max_age=-1s|max_age",
                "max_age=11m|max_age",
                "max_age=601s|max_age",
                "max_age=2|max_age",
                "max_age=2h|max_age",
                "max_age= 2s|max_age",
                "max_age=1.5ms|max_age",
                "max_age=1.s|max_age",
                "max_age=1.2345s|max_age",
                "max_age=1e3ms|max_age",
                "max_age=PT2S|max_age",
                "max_age=9223372036854775808ms|max_age",
                "max_age=99999999999999999999s|max_age",
                "max_age=\u0662s|max_age",
                "wait=|wait",
                "wait=5|wait",
                "wait=-1s|wait",
                "wait=31s|wait",
                "wait=30.001s|wait",
                "wait=1m|wait",
                "wait=9223372036854775807s|wait",
                "size=|size",
                "size=huge|size",
                "size=WATCH|size",
                "size=512|size",
                "max_edge=|max_edge",
                "max_edge=15|max_edge",
                "max_edge=4097|max_edge",
                "max_edge=-512|max_edge",
                "max_edge=512.0|max_edge",
                "max_edge=+512|max_edge",
                "max_edge=4294967808|max_edge",
                "max_edge=99999999999999999999|max_edge",
                "size=watch&max_edge=512|max_edge",
                "quality=|quality",
                "quality=0|quality",
                "quality=101|quality",
                "quality=80%|quality",
                "quality=80&format=png|quality",
                "max_bytes=|max_bytes",
                "max_bytes=0|max_bytes",
                "max_bytes=4095|max_bytes",
                "max_bytes=16777217|max_bytes",
                "max_bytes=1MB|max_bytes",
                "max_bytes=-786432|max_bytes",
                "max_tokens=|max_tokens",
                "max_tokens=0&model=claude|max_tokens",
                "max_tokens=-5&model=claude|max_tokens",
                "max_tokens=1000001&model=claude|max_tokens",
                "max_tokens=254&model=gpt-4o|max_tokens",
                "max_tokens=1119&model=gemini|max_tokens",
                "max_tokens=1000|model",
                "model=|model",
                "model=llama&max_tokens=1000|model",
                "roi=|roi",
                "roi=1,2,3|roi",
                "roi=1,2,3,4,5|roi",
                "roi=0,0,0,10|roi",
                "roi=0,0,10,0|roi",
                "roi=-1,0,10,10|roi",
                "roi=0,0,999999,1|roi",
                "roi=0,0,4294967297,1|roi",
                "roi=0.5,0,0.6,1|roi",
                "roi=0.0,0,1,1.000001|roi",
                "roi=0.0,0.0,0.0,1|roi",
                "roi=10.5,0,20,20|roi",
                "roi=0.5,0.5,.5,.5|roi",
                "roi=NaN,0.0,1,1|roi",
                "roi=0.1234567,0,0.5,0.5|roi",
                "roi=0 ,0,1,1|roi",
                "roi=a,b,c,d|roi",
                "format=|format",
                "format=gif|format",
                "format=JPEG|format",
                "format=image/jpeg|format"
            })
    void refusesWhatIsAbsurd(String query, String parameter) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ask(query))
                .satisfies(e -> assertThat(e.detail()).isEqualTo("frame:" + parameter))
                .satisfies(e -> assertThat(e.hint()).isNotBlank());
    }

    private FrameAsk ask(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return asks.of(parameters, null, null, null);
    }
}
