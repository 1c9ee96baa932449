// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code POST /sessions} over HTTP: the envelope of a session, and what surrounds its body. Single fields have unit tests. */
@ShippedApplication
class OpenSessionIT {
    private static final String ISO_MILLIS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final int LIMIT = 64 * 1024;

    @Autowired
    Api api;

    @Test
    void answersWithEveryFieldOfTheContract() {
        String body = Api.json(
                Map.of("whepUrl", "http://127.0.0.1:9/whep", "lat", 47.5, "lng", -122.25, "maxDurationSeconds", 60));

        HttpResponse<byte[]> answer = api.post("/sessions", body);

        JsonNode envelope = Api.json(answer);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(envelope.properties().stream().map(Map.Entry::getKey))
                .containsExactly("statusCode", "message", "data", "timestamp");
        assertThat(envelope.get("statusCode").asInt()).isEqualTo(200);
        assertThat(envelope.get("message").asText()).isEqualTo("Request successful");
        assertThat(envelope.get("timestamp").asText()).matches(ISO_MILLIS);
        JsonNode session = envelope.get("data");
        assertThat(typesOf(session)).containsExactlyInAnyOrderEntriesOf(contractTypes());
        assertThat(session.get("state").asText()).isEqualTo("ASSIGNED");
        assertThat(session.get("consumerWorkspaceId").asText()).isEqualTo("default");
        assertThat(session.get("operatorWorkspaceId").asText()).isEqualTo("default");
        assertThat(session.get("maxDurationSeconds").asInt()).isEqualTo(60);
        assertThat(session.get("waitTimeoutSeconds").asInt()).isEqualTo(300);
        assertThat(session.get("requestedLat").asDouble()).isEqualTo(47.5);
        assertThat(session.get("requestedLng").asDouble()).isEqualTo(-122.25);
        assertThat(session.get("ratePerSecondMicroUsdc").asText()).matches("\\d+");
        assertThat(session.get("authorized").asBoolean()).isFalse();
        assertThat(session.get("createdAt").asText()).matches(ISO_MILLIS);
    }

    @Test
    void showsTheUrlOnlyWhileLiveAndTheTokenNever() {
        String body = Api.json(Map.of("whepUrl", api.feedUrl(), "whepToken", "token-to-hide"));
        HttpResponse<byte[]> opened = api.post("/sessions", body);
        String id = Api.json(opened).at("/data/id").asText();

        assertThat(Api.text(opened)).doesNotContain("whepUrl", api.feedUrl(), "token-to-hide");

        api.awaitLive(id);
        HttpResponse<byte[]> live = api.get("/sessions/" + id);
        JsonNode session = Api.json(live).get("data");
        assertThat(session.get("whepUrl").asText()).isEqualTo(api.feedUrl());
        assertThat(session.get("startedAt").asText()).matches(ISO_MILLIS);
        assertThat(Api.text(live)).doesNotContain("token-to-hide");

        HttpResponse<byte[]> ended = api.postNothing("/sessions/" + id + "/end");
        JsonNode last = Api.json(ended).get("data");
        assertThat(Api.text(ended)).doesNotContain("whepUrl", api.feedUrl(), "token-to-hide");
        assertThat(last.get("endedAt").asText()).matches(ISO_MILLIS);
        assertThat(last.get("cleanSeconds").isInt()).isTrue();
        assertThat(Duration.between(
                        Instant.parse(last.get("startedAt").asText()),
                        Instant.parse(last.get("endedAt").asText())))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"-1,5", "0,5", "5,5", "77,77", "3600,3600", "3601,3600", "2147483647,3600"})
    void clampsTheWait(int asked, int got) {
        String id = api.open(Api.json(Map.of("whepUrl", "http://127.0.0.1:9/whep", "waitTimeoutSeconds", asked)));

        assertThat(api.session(id).get("waitTimeoutSeconds").asInt()).isEqualTo(got);
    }

    @Test
    void refusesAnotherWorkspace() {
        String body = Api.json(Map.of("whepUrl", api.feedUrl(), "workspaceId", "elsewhere"));

        assertThatAnswer(
                api.post("/sessions", body),
                new Envelope.Expected(
                        403,
                        "WORKSPACE_MISMATCH",
                        "Workspace does not match the credential",
                        "session:workspaceMismatch"));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        HttpResponse<byte[]> answer =
                api.post("/sessions", Api.json(Map.of("whepUrl", api.feedUrl(), "maxDurationSeconds", 0)));

        assertThatAnswer(answer, Envelope.invalidInput("session:maxDurationSeconds"));
    }

    @Test
    void refusesAHostThatIsNotAllowedWithoutRepeatingIt() {
        HttpResponse<byte[]> answer = api.post("/sessions", "{\"whepUrl\":\"https://evil.example/secret\"}");

        assertThatAnswer(answer, Envelope.invalidInput("session:whepUrl"));
        assertThat(Api.text(answer)).contains("hostNotAllowed").doesNotContain("evil.example", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json ; charset=\"utf-8\""
            })
    void takesJsonByAnyOfItsNames(String contentType) {
        HttpRequest.Builder request = api.request("/sessions")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(Api.onNothing()));

        assertThat(api.send(request).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/json; charset=no-such-charset",
                "application/json; charset=",
                "application/jsonp",
                "application/json-patch+json",
                "application/jsonl; charset=utf-8"
            })
    void refusesOtherContentTypes(String contentType) {
        assertUnsupported(api.request("/sessions").header("Content-Type", contentType), Api.onNothing());
    }

    @Test
    void refusesABodyWithoutContentType() {
        assertUnsupported(api.request("/sessions"), Api.onNothing());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesABodyOverTheLimit(boolean chunked) {
        byte[] body = (Api.onNothing() + " ".repeat(LIMIT + 1 - Api.onNothing().length()))
                .getBytes(StandardCharsets.US_ASCII);

        assertThatAnswer(
                send(body, chunked), Envelope.ofContainer(413, "PAYLOAD_TOO_LARGE", "Request payload too large"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesABodyAtTheLimit(boolean chunked) {
        byte[] body =
                (Api.onNothing() + " ".repeat(LIMIT - Api.onNothing().length())).getBytes(StandardCharsets.US_ASCII);

        assertThat(send(body, chunked).statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatABodyIsExpected() {
        assertThatAnswer(api.postNothing("/sessions"), Envelope.invalidInput("request:body"));
    }

    private HttpResponse<byte[]> send(byte[] body, boolean chunked) {
        BodyPublisher publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        return api.send(api.request("/sessions")
                .header("Content-Type", "application/json")
                .POST(publisher));
    }

    private void assertUnsupported(HttpRequest.Builder request, String body) {
        assertThatAnswer(
                api.send(request.POST(BodyPublishers.ofString(body))),
                new Envelope.Expected(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type", "request:contentType"));
    }

    private static Map<String, JsonNodeType> typesOf(JsonNode object) {
        Map<String, JsonNodeType> types = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> types.put(field.getKey(), field.getValue().getNodeType()));
        return types;
    }

    /** The session object of the contract before its first frame, and {@code feed}, which is ours. */
    private static Map<String, JsonNodeType> contractTypes() {
        Map<String, JsonNodeType> types = new LinkedHashMap<>();
        for (String text : "id consumerWorkspaceId operatorWorkspaceId state ratePerSecondMicroUsdc holdMicroUsdc"
                .concat(" chargedMicroUsdc createdAt consistencyToken")
                .split(" ")) {
            types.put(text, JsonNodeType.STRING);
        }
        for (String number :
                "maxDurationSeconds waitTimeoutSeconds cleanSeconds requestedLat requestedLng".split(" ")) {
            types.put(number, JsonNodeType.NUMBER);
        }
        for (String absent : "startedAt endedAt settlementTxHash videoBackendRef".split(" ")) {
            types.put(absent, JsonNodeType.NULL);
        }
        types.put("authorized", JsonNodeType.BOOLEAN);
        types.put("feed", JsonNodeType.OBJECT);
        return types;
    }
}
