// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.api.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolArgumentsTest {
    private static final Map<String, Object> SCHEMA = Map.of(
            "properties",
            Map.of(
                    "id", Map.of("type", "string"),
                    "edge", Map.of("type", "integer"),
                    "lat", Map.of("type", "number")),
            "required",
            List.of("id"));

    @Test
    void takesWhatFits() {
        ToolArguments arguments = of(Map.of("id", "x", "edge", 512, "lat", 0.25));

        assertThat(arguments.text("id")).isEqualTo("x");
        assertThat(arguments.text("edge")).isEqualTo("512");
        assertThat(arguments.text("lat")).isEqualTo("0.25");
    }

    @Test
    void takesNullForNotGiven() {
        Map<String, Object> given = new HashMap<>(Map.of("id", "x"));
        given.put("edge", null);

        assertThat(of(given).all()).containsOnlyKeys("id");
    }

    @Test
    void namesWhatIsMissing() {
        assertRefused(null, "look:id");
        assertRefused(Map.of("edge", 1), "look:id");
    }

    @Test
    void namesWhatIsOfTheWrongType() {
        assertRefused(Map.of("id", 7), "look:id");
        assertRefused(Map.of("id", "x", "edge", "512"), "look:edge");
        assertRefused(Map.of("id", "x", "edge", 512.5), "look:edge");
        assertRefused(Map.of("id", List.of("x")), "look:id");
    }

    @Test
    void namesWhatIsUnknownUnlessTheNameIsNoName() {
        assertRefused(Map.of("id", "x", "height", 7), "look:height");
        assertRefused(Map.of("id", "x", "<b>", 7), "look:unknownArgument");
    }

    @ParameterizedTest
    @CsvSource({"0", "101", "4294967297"})
    void keepsWholeNumbersWithinTheirBounds(long number) {
        ToolArguments arguments = of(Map.of("id", "x", "edge", number));

        assertThatThrownBy(() -> arguments.wholeNumber("edge", 20, 1, 100)).isInstanceOf(InvalidInputException.class);
    }

    private static void assertRefused(Map<String, Object> given, String detail) {
        assertThatThrownBy(() -> of(given))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.detail()).isEqualTo(detail));
    }

    private static ToolArguments of(Map<String, Object> given) {
        return ToolArguments.of("look", SCHEMA, given);
    }
}
