// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every property of every request body, broken in every way; {@code openapi.yaml} is the judge of what is broken. That each
 * answer is in the envelope, with a code that the document names, {@link Api} checks.
 */
@ShippedApplication
class BadInputIT {
    private static final OpenApi OPEN_API = OpenApi.shipped();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "/sessions/b1e2f3a4-5b6c-4d8e-9f0a-1b2c3d4e5f6a";
    private static final String LONG = "x".repeat(10_000);

    /** A body that is right in itself, for each call that takes one. */
    private static final Map<String, String> GOOD = Map.of(
            "POST /sessions",
            "{\"lat\": 1, \"lng\": 2, \"maxDurationSeconds\": 60}",
            "POST " + NOBODY + "/accept",
            "{\"operatorWorkspaceId\": \"default\"}",
            "POST /workspaces",
            "{\"slug\": \"cats\", \"name\": \"Cats\", \"roles\": [\"CONSUMER\"]}",
            "PATCH /workspaces/default",
            "{\"name\": \"Default\"}",
            "POST /workspaces/default/location",
            "{\"lat\": 1, \"lng\": 2, \"accuracyMeters\": 3, \"sequence\": 0}",
            "POST /workspaces/default/api-keys",
            "{\"label\": \"cats\", \"environment\": \"TEST\", \"scopes\": [\"sessions:read\"]}");

    /** Values that are wrong nearly everywhere. */
    private static final List<String> ODD = List.of(
            "{}",
            "[]",
            "[[]]",
            "{\"a\": 1}",
            "true",
            "\"\"",
            "\" \"",
            "\"cats\\r\\nX-Cats: 1\"",
            "\"\\u0000\"",
            "-1",
            "0.5",
            "1e999",
            "-1e999",
            "99999999999999999999",
            "\"NaN\"",
            "\"1\"",
            "[null]",
            "[\"cats\"]",
            "\"" + LONG + "\"");

    @Autowired
    Api api;

    /** A request and its body. */
    record Broken(String call, String body) {
        @Override
        public String toString() {
            return call + " " + (body.length() > 80 ? body.substring(0, 80) + "..." : body);
        }
    }

    static Stream<Broken> odd() {
        List<Broken> all = new ArrayList<>();
        GOOD.forEach((call, good) -> schema(call).get("properties").fieldNames().forEachRemaining(property -> {
            for (String value : ODD) {
                ObjectNode body = (ObjectNode) read(good);
                body.set(property, read(value));
                if (value.endsWith("e999") || !fits(call, body)) {
                    // As it was written: what Jackson reads of 1e999, infinity, is no JSON again, nor fit for a schema.
                    all.add(new Broken(call, with(good, property, value)));
                }
            }
        }));
        return all.stream();
    }

    static Stream<Broken> incomplete() {
        List<Broken> all = new ArrayList<>();
        GOOD.forEach((call, good) -> schema(call).path("required").forEach(property -> {
            ObjectNode body = (ObjectNode) read(good);
            body.remove(property.asText());
            all.add(new Broken(call, body.toString()));
            all.add(new Broken(call, body.putNull(property.asText()).toString()));
        }));
        return all.stream();
    }

    static Stream<String> calls() {
        return GOOD.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("odd")
    void aPropertyOfTheWrongKindIsNamed(Broken broken) {
        refuses(broken);
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void aMissingPropertyIsNamed(Broken broken) {
        refuses(broken);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anUnknownPropertyIsNamed(String call) {
        JsonNode answer = refuses(new Broken(call, with(GOOD.get(call), "cats", "1")));
        assertThat(answer.get("detail").asText()).endsWith(":cats");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aPropertyGivenTwiceIsRefused(String call) {
        String good = GOOD.get(call);
        refuses(new Broken(call, "{" + good.substring(1, good.length() - 1) + ", " + good.substring(1)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsNoJsonObjectIsRefused(String call) {
        String deep = "{\"lat\": ".repeat(500) + "1" + "}".repeat(500);
        for (String body :
                List.of("[]", "1", "null", "\"cats\"", "{", "{]", "cats", "{}{}", "{\"lat\": NaN}", "\uFEFF{", deep)) {
            refuses(new Broken(call, body));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatDoesNotClaimToBeJsonIsRefused(String call) {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml")) {
            assertThat(send(call, GOOD.get(call), type).statusCode())
                    .as(call + " as " + type)
                    .isEqualTo(415);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsTooLargeIsRefused(String call) {
        String large = with(GOOD.get(call), "cats", "\"" + "x".repeat(70_000) + "\"");
        assertThat(send(call, large, "application/json").statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "..%2f..%2fetc",
                "%00",
                "%0d%0aX-Cats:%201",
                "%25",
                "%E0%A4%A",
                "%F0%9F%90%88",
                "1-1-1-1-1",
                "*",
                "'",
                "b1e2f3a4-5b6c-4d8e-9f0a-1b2c3d4e5f6a%20",
                "b1e2f3a45b6c4d8e9f0a1b2c3d4e5f6a",
                "null",
                "0"
            })
    void anIdThatIsNoneIsNeverFound(String id) throws IOException {
        String raw = api.raw("GET /api/v1/sessions/" + id + " HTTP/1.1\r\nHost: cats\r\nAuthorization: Bearer "
                + Api.KEY + "\r\nConnection: close\r\n\r\n");

        assertThat(raw).matches("(?s)HTTP/1\\.1 40[04] .*").contains("\"statusCode\":40");
        assertThat(raw.toLowerCase(java.util.Locale.ROOT)).doesNotContain("x-cats");
    }

    @Test
    void aTokenOfConsistencyThatIsNoneIsNamed() {
        for (String token : List.of("cats", "%0d%0a", "====", "A".repeat(5000), "AAAA")) {
            HttpResponse<byte[]> answer = api.send(api.request("/me").header("x-lx-consistency-token", token));

            assertThat(answer.statusCode()).as(token).isEqualTo(400);
            assertThat(Api.json(answer).get("detail").asText()).isEqualTo("request:consistencyToken");
        }
    }

    /** The envelope of the refusal. */
    private JsonNode refuses(Broken broken) {
        HttpResponse<byte[]> answer = send(broken.call(), broken.body(), "application/json");
        assertThat(answer.statusCode()).as(broken + " " + Api.text(answer)).isEqualTo(400);
        JsonNode envelope = Api.json(answer);
        assertThat(envelope.get("code").asText()).isEqualTo("INVALID_INPUT");
        assertThat(envelope.toString()).doesNotContain(LONG.substring(0, 100));
        assertThat(answer.headers().map()).doesNotContainKey("x-cats");
        return envelope;
    }

    private HttpResponse<byte[]> send(String call, String body, String type) {
        String[] parts = call.split(" ");
        return api.send(
                api.request(parts[1]).header("Content-Type", type).method(parts[0], BodyPublishers.ofString(body)));
    }

    private static boolean fits(String call, JsonNode body) {
        return OPEN_API.schema(schemaReference(call)).validate(body).isEmpty();
    }

    private static JsonNode schema(String call) {
        return OPEN_API.document().at(schemaReference(call).get("$ref").asText().substring(1));
    }

    private static JsonNode schemaReference(String call) {
        String[] parts = call.split(" ");
        return OPEN_API.operation(parts[0], "/api/v1" + parts[1])
                .orElseThrow()
                .description()
                .at("/requestBody/content/application~1json/schema");
    }

    private static String with(String good, String property, String value) {
        ObjectNode rest = (ObjectNode) read(good);
        rest.remove(property);
        String others = rest.toString();
        String comma = rest.isEmpty() ? "" : ", ";
        return others.substring(0, others.length() - 1) + comma + "\"" + property + "\": " + value + "}";
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
