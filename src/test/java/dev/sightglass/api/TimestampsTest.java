// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-05-13T12:00:00Z, 2026-05-13T12:00:00.000Z",
        "2026-05-13T12:00:00.120Z, 2026-05-13T12:00:00.120Z",
        "2026-05-13T12:00:00.999999999Z, 2026-05-13T12:00:00.999Z",
        "1970-01-01T00:00:00.001Z, 1970-01-01T00:00:00.001Z"
    })
    void alwaysHaveThreeDigitsOfMilliseconds(Instant instant, String text) {
        assertThat(Timestamps.text(instant)).isEqualTo(text);
    }

    @Test
    void keepNull() {
        assertThat(Timestamps.textOrNull(null)).isNull();
    }
}
