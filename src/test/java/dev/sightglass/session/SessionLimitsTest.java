// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLimitsTest {
    private static final Duration WAIT = Duration.ofSeconds(300);
    private static final Duration KEEP = Duration.ofHours(24);

    @ParameterizedTest
    @CsvSource({"-2147483648,5", "4,5", "5,5", "77,77", "3600,3600", "3601,3600", "2147483647,3600"})
    void clampsTheWaitSilently(int asked, int given) {
        assertThat(new SessionLimits(WAIT, 3600, 8, KEEP).waitTimeoutSeconds(asked))
                .isEqualTo(given);
    }

    @Test
    void takesTheDefaultForACallerWhoDoesNotSay() {
        assertThat(new SessionLimits(WAIT, 3600, 8, KEEP).waitTimeoutSeconds(null))
                .isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"4999", "3600001"})
    void refusesADefaultWaitOutsideTheContract(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(Duration.ofMillis(millis), 3600, 8, KEEP))
                .withMessageContaining("waitTimeoutDefault");
    }

    @Test
    void refusesLimitsThatLetNothingHappen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(WAIT, 0, 8, KEEP))
                .withMessageContaining("maxDurationSecondsLimit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(WAIT, 3600, 0, KEEP))
                .withMessageContaining("openPerWorkspace");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(WAIT, 3600, 8, Duration.ofSeconds(-1)))
                .withMessageContaining("keepEnded");
    }
}
