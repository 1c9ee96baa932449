// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectPaceTest {
    private static final long START = Long.MAX_VALUE - Duration.ofMillis(20).toNanos();

    private final ConnectPace pace = ConnectPace.perSecond(20);

    @Test
    void givesOneTurnPerIntervalWhateverTheClockBeginsWith() {
        for (int i = 0; i < 200; i++) {
            assertThat(pace.turn(START)).isEqualTo(Duration.ofMillis(50L * i));
        }
    }

    @Test
    void keepsNobodyWaitingWhoComesAlone() {
        pace.turn(START);

        assertThat(pace.turn(START + Duration.ofMillis(50).toNanos())).isZero();
        assertThat(pace.turn(START + Duration.ofMinutes(1).toNanos())).isZero();
    }

    @Test
    void saysNothingWithoutALimit() {
        ConnectPace none = ConnectPace.perSecond(0);

        assertThat(none.turn(0)).isZero();
        assertThat(none.turn(0)).isZero();
    }
}
