// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Retry-After} by the fake clock's noon, 2026-05-13T12:00:00.123Z. */
class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "120 | PT2M",
                "' 7 ' | PT7S",
                "999999999 | PT24H",
                "Wed, 13 May 2026 12:00:30 GMT | PT29.877S",
                "Wed, 13 May 2026 11:00:00 GMT | PT0S",
                "Sat, 13 May 2062 12:00:00 GMT | PT24H"
            })
    void readsSecondsAndDates(String value, Duration wait) {
        assertThat(RetryAfter.parse(value, new FakeClock())).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "9999999999", "Wed, 13 Nonsense"})
    void takesNothingElse(String value) {
        assertThat(RetryAfter.parse(value, new FakeClock())).isNull();
    }
}
