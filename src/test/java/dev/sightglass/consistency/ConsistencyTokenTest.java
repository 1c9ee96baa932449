// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token looks like on the wire, and what is none. */
class ConsistencyTokenTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 1", "-9223372036854775808, 9223372036854775807", "42, 4294967296"})
    void isReadAsItWasWritten(long store, long mark) {
        ConsistencyToken token = new ConsistencyToken(store, mark);

        assertThat(ConsistencyToken.parse(token.text())).isEqualTo(token);
        assertThat(token.text()).hasSize(23).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "GgYKBENPb1Y=",
                "AQAAAAAAAAAqAAAAAAAAAAE=",
                "AQAAAAAAAAAqAAAAAAAAAA",
                "AQAAAAAAAAAqAAAAAAAAAAEA",
                "AQAAAAAAAAAqAAAAAAAAA+E",
                "AQAAAAAAAAAqAAAAAAAAA\u0000E",
                "AQAAAAAAAAAqAAAAAAAAAAF",
                "AgAAAAAAAAAqAAAAAAAAAAE",
                "AQAAAAAAAAAq__________8"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> ConsistencyToken.parse(text))
                .isInstanceOfSatisfying(InvalidTokenException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("INVALID_INPUT");
                    assertThat(refusal.detail()).isEqualTo("request:consistencyToken");
                });
    }

    @Test
    void wouldReadThoseIfTheyWereWhole() {
        String text = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 42, 0, 0, 0, 0, 0, 0, 0, 1});

        assertThat(text).isEqualTo("AQAAAAAAAAAqAAAAAAAAAAE");
        assertThat(ConsistencyToken.parse(text)).isEqualTo(new ConsistencyToken(42, 1));
    }
}
