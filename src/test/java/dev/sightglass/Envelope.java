// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

/** The contract's error envelope, as an answer must carry it. */
final class Envelope {
    private static final String ISO_MILLIS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private Envelope() {}

    /** One error: status, code, the fixed message and the detail. */
    record Expected(int status, String code, String message, String detail) {}

    static final Expected NOT_AUTHENTICATED =
            new Expected(401, "NOT_AUTHENTICATED", "Session expired or missing", "key:missing");
    static final Expected NO_TOKEN = new Expected(401, "MISSING_TOKEN", "Token missing", "token:missing");
    static final Expected MALFORMED_TOKEN = new Expected(401, "INVALID_TOKEN", "Invalid token", "token:malformed");
    static final Expected UNKNOWN_TOKEN = new Expected(401, "INVALID_TOKEN", "Invalid token", "token:unknown");
    static final Expected INVALID_JWT = new Expected(401, "INVALID_TOKEN", "Invalid token", "token:invalid");
    static final Expected UNKNOWN_KEY = new Expected(401, "INVALID_API_KEY", "Invalid API key", "key:unknown");
    static final Expected SESSION_NOT_FOUND =
            new Expected(404, "SESSION_NOT_FOUND", "Session not found", "session:notFound");

    static Expected notAuthorized(String detail) {
        return new Expected(403, "NOT_AUTHORIZED", "Not authorized for this operation", detail);
    }

    static Expected frameNotAvailable(String detail) {
        return new Expected(404, "FRAME_NOT_AVAILABLE", "No video frame available yet", detail);
    }

    static Expected invalidInput(String detail) {
        return new Expected(400, "INVALID_INPUT", "Invalid request payload", detail);
    }

    static Expected ofContainer(int status, String code, String message) {
        return new Expected(status, code, message, "http:" + status);
    }

    /** Asserts the answer to be that error with the contract's five fields, and nothing else but a hint for people on a 400. */
    static void assertThatAnswer(HttpResponse<byte[]> answer, Expected expected) {
        assertThat(answer.statusCode()).as(Api.text(answer)).isEqualTo(expected.status());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertBody(Api.json(answer), expected);
    }

    /** The same for an answer read from a socket. */
    static void assertThatRaw(String answer, Expected expected) throws Exception {
        assertThat(answer).startsWith("HTTP/1.1 " + expected.status());
        int body = answer.indexOf("\r\n\r\n");
        List<String> head = Arrays.asList(answer.substring(0, body).split("\r\n", -1));
        assertThat(head).anyMatch(line -> line.equalsIgnoreCase("Content-Type: application/json"));
        assertBody(new ObjectMapper().readTree(answer.substring(body + 4)), expected);
    }

    private static void assertBody(JsonNode body, Expected expected) {
        List<String> fields = List.copyOf(body.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !(expected.status() == 400 && name.equals("hint")))
                .toList());
        assertThat(fields).containsExactly("statusCode", "code", "message", "detail", "timestamp");
        assertThat(body.get("statusCode").isInt()).isTrue();
        assertThat(body.get("statusCode").asInt()).isEqualTo(expected.status());
        assertThat(body.get("code").asText()).isEqualTo(expected.code());
        assertThat(body.get("message").asText()).isEqualTo(expected.message());
        assertThat(body.get("detail").asText()).isEqualTo(expected.detail());
        assertThat(body.get("timestamp").asText()).matches(ISO_MILLIS);
    }
}
