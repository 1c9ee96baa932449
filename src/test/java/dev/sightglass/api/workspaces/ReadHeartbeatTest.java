// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.workspace.Heartbeat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field of {@code POST /workspaces/{workspaceId}/location}. */
class ReadHeartbeatTest {
    private final ReadHeartbeat step = new ReadHeartbeat();

    @Test
    void readsWhatIsNeeded() throws Exception {
        assertThat(Requests.read(step, body("lat", "-90"), Heartbeat.class))
                .isEqualTo(new Heartbeat(-90, -122.25, 4.5, 17));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0, 0",
                "\"0\", 0",
                "9007199254740993, 9007199254740993",
                "9223372036854775807, 9223372036854775807",
                "\"9223372036854775807\", 9223372036854775807"
            })
    void readsASequenceAsNumberOrText(String sequence, long expected) throws Exception {
        assertThat(Requests.read(step, body("sequence", sequence), Heartbeat.class)
                        .sequence())
                .isEqualTo(expected);
    }

    @Test
    void checksAndIgnoresWhatIsReserved() throws Exception {
        String session = body("sessionId", "\"B1E2F3A4-5b6c-7d8e-9f0a-1b2c3d4e5f6a\"");

        assertThat(Requests.read(step, session, Heartbeat.class))
                .isEqualTo(Requests.read(step, body("speedMps", "0"), Heartbeat.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lat | 90.0000001",
                "lat | \"47.5\"",
                "lat | \"NaN\"",
                "lat | 1e999",
                "lat | null",
                "lat | true",
                "lng | -180.0000001",
                "lng | \"-Infinity\"",
                "lng | []",
                "accuracyMeters | -0.1",
                "accuracyMeters | 20037509",
                "accuracyMeters | \"5\"",
                "accuracyMeters | null",
                "sequence | null",
                "sequence | -1",
                "sequence | 1.0",
                "sequence | 1.5",
                "sequence | 1e3",
                "sequence | 9223372036854775808",
                "sequence | 99999999999999999999999999999",
                "sequence | \"\"",
                "sequence | \"-1\"",
                "sequence | \"+1\"",
                "sequence | \" 1\"",
                "sequence | \"0x10\"",
                "sequence | \"1.0\"",
                "sequence | \"\u0661\"",
                "sequence | \"9223372036854775808\"",
                "sequence | \"NaN\"",
                "sequence | true",
                "sequence | {}",
                "sequence | [1]",
                "sessionId | \"abc\"",
                "sessionId | \"\"",
                "sessionId | 7",
                "speedMps | -1",
                "speedMps | \"NaN\"",
                "speedMps | 1e999",
                "speedMps | \"fast\"",
                "heading | 90"
            })
    void namesTheFieldThatIsWrong(String field, String value) {
        assertThat(Requests.refusal(step, body(field, value))).isEqualTo("workspace:" + field);
    }

    @ParameterizedTest
    @CsvSource({"lat", "lng", "accuracyMeters", "sequence"})
    void namesTheFieldThatIsMissing(String field) {
        Map<String, String> fields = fields();
        fields.remove(field);

        assertThat(Requests.refusal(step, text(fields))).isEqualTo("workspace:" + field);
    }

    private static String body(String field, String value) {
        Map<String, String> fields = fields();
        fields.put(field, value);
        return text(fields);
    }

    private static Map<String, String> fields() {
        return new LinkedHashMap<>(Map.of("lat", "47.5", "lng", "-122.25", "accuracyMeters", "4.5", "sequence", "17"));
    }

    private static String text(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
