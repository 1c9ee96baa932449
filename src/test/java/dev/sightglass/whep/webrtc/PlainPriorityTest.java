// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlainPriorityTest {
    @Test
    void returnsWhatIsStarted() {
        assertThat(PlainPriority.of(() -> "started")).isEqualTo("started");
    }

    @Test
    void throwsWhatTheStartThrew() {
        UnsatisfiedLinkError missing = new UnsatisfiedLinkError("no such library");
        IllegalStateException refused = new IllegalStateException("refused");

        assertThatThrownBy(() -> PlainPriority.of(() -> {
                    throw missing;
                }))
                .isSameAs(missing);
        assertThatThrownBy(() -> PlainPriority.of(() -> {
                    throw refused;
                }))
                .isSameAs(refused);
    }
}
