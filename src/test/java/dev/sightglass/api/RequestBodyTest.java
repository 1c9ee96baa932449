// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RequestBody<Thing> body = new RequestBody<>(Thing.class, "thing");

    record Thing(@Nullable String name, @Nullable Integer size) {}

    @Test
    void readsAnObject() {
        assertThat(read("{\"name\":\"x\",\"size\":3}")).isEqualTo(new Thing("x", 3));
        assertThat(read(" {} ")).isEqualTo(new Thing(null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "nonsense",
                "{",
                "[]",
                "[{\"name\":\"x\"}]",
                "\"text\"",
                "7",
                "true",
                "{\"name\":\"x\"} trailing",
                "{\"name\":\"x\"}{}",
                "{'name':'x'}",
                "{name:\"x\"}",
                "{\"name\":\"x\",}",
                "{\"size\":NaN}",
                "{\"size\":Infinity}",
                "{\"size\":0x10}",
                "{\"size\":01}",
                "// comment\n{}",
                "<thing/>"
            })
    void refusesWhatIsNotOneJsonObject(String json) {
        assertThat(refused(json).detail()).isEqualTo("request:body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weight\":1} | weight",
                "{\"size\":\"3\"} | size",
                "{\"size\":3.0} | size",
                "{\"name\":3} | name"
            })
    void namesThePropertyThatDoesNotFit(String json, String property) {
        assertThat(refused(json).detail()).isEqualTo("thing:" + property);
    }

    @Test
    void refusesAPropertyThatIsGivenTwice() {
        assertThat(refused("{\"size\":1,\"size\":2}").detail()).startsWith("request:body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a b",
                "na\\u000ame",
                "caf\\u00e9",
                "$\\u007bheader.Authorization}",
                "",
                "1st",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void doesNotRepeatAPropertyThatItWouldNotSpeak(String property) {
        InvalidInputException refused = refused("{\"" + property + "\":1}");

        assertThat(refused.detail()).isEqualTo("thing:unknownProperty");
        assertThat(refused.hint()).doesNotContain("script", "aaa", "Authorization");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertThat(refused("{\"name\":" + deep + "}").detail()).isIn("thing:name", "request:body");
        assertThat(refused(deep).detail()).isEqualTo("request:body");
        assertThat(refused("{\"other\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "}")
                        .detail())
                .isIn("thing:other", "request:body");
    }

    @Test
    void refusesAnAbsentBody() {
        assertThat(refused(null).detail()).isEqualTo("request:body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/json", "application/json2", "application/json, text/plain", "application/json;q"})
    void refusesOtherTypes(String contentType) {
        assertThatExceptionOfType(UnsupportedMediaTypeException.class).isThrownBy(() -> read("{}", contentType));
    }

    private Thing read(String json) {
        return read(json, "application/json");
    }

    private Thing read(@Nullable String json, String contentType) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader("Content-Type", contentType);
        exchange.getMessage().setBody(json == null ? null : json.getBytes(StandardCharsets.UTF_8));
        return body.read(exchange);
    }

    private InvalidInputException refused(@Nullable String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> read(json, "application/json"));
    }
}
