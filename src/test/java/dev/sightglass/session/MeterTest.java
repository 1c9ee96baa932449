// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final Instant START = Instant.parse("2026-05-13T12:00:00Z");

    @Test
    void roundsBegunSecondsDown() {
        assertThat(Meter.cleanSeconds(START, START.plusMillis(9_999), 60)).isEqualTo(9);
    }

    @Test
    void countsNoMoreThanTheLongestDuration() {
        assertThat(Meter.cleanSeconds(START, START.plusSeconds(3_000_000_000L), 60))
                .isEqualTo(60);
    }

    @Test
    void countsNothingWhenTheClockWasSetBack() {
        assertThat(Meter.cleanSeconds(START, START.minusMillis(500), 60)).isZero();
    }

    @Test
    void countsNothingWithoutAStart() {
        assertThat(Meter.cleanSeconds(null, START, 60)).isZero();
    }
}
