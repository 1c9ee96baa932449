// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the contract, byte for byte. */
class EnvelopesTest {
    private final Envelopes envelopes =
            new Envelopes(new ObjectMapper(), Clock.fixed(Instant.parse("2026-05-13T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void errorsHaveTheFiveFieldsOfTheContract() {
        assertThat(text(envelopes.error(Problem.of(ErrorCode.FRAME_NOT_AVAILABLE, "frame_not_available:example"))))
                .isEqualTo("{\"statusCode\":404,\"code\":\"FRAME_NOT_AVAILABLE\",\"message\":\"No video frame available"
                        + " yet\",\"detail\":\"frame_not_available:example\","
                        + "\"timestamp\":\"2026-05-13T12:00:00.000Z\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_INPUT, 400, Invalid request payload",
        "NOT_AUTHENTICATED, 401, Session expired or missing",
        "NOT_AUTHORIZED, 403, Not authorized for this operation",
        "SESSION_NOT_FOUND, 404, Session not found",
        "FRAME_NOT_AVAILABLE, 404, No video frame available yet"
    })
    void theMessagesThatTheContractKnowsAreItsOwn(ErrorCode code, int status, String message) {
        assertThat(code.status()).isEqualTo(status);
        assertThat(code.message()).isEqualTo(message);
    }

    @Test
    void aHintForPeopleComesOnTop() {
        Problem problem = Problem.of(ErrorCode.INVALID_INPUT, "session:lat").withHint("degrees");

        assertThat(text(envelopes.error(problem))).contains("\"detail\":\"session:lat\",\"hint\":\"degrees\",");
    }

    @Test
    void successWrapsItsData() {
        assertThat(text(envelopes.success(Map.of("id", 1))))
                .isEqualTo("{\"statusCode\":200,\"message\":\"Request successful\",\"data\":{\"id\":1},"
                        + "\"timestamp\":\"2026-05-13T12:00:00.000Z\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_INPUT",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "413, PAYLOAD_TOO_LARGE",
        "414, INVALID_INPUT",
        "500, INTERNAL_SERVER_ERROR",
        "408, REQUEST_TIMEOUT",
        "501, INVALID_INPUT",
        "505, INVALID_INPUT",
        "503, UNAVAILABLE"
    })
    void anErrorOfTheContainerKeepsItsStatus(int status, String code) {
        assertThat(text(envelopes.containerError(status)))
                .startsWith("{\"statusCode\":" + status + ",\"code\":\"" + code + "\"")
                .contains("\"detail\":\"http:" + status + "\"");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
