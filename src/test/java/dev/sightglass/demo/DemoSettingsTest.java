// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DemoSettingsTest {
    @Test
    void namesTheValueThatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoSettings(1280, 720, 0, 0))
                .withMessageContaining("fps must be 1 to 60, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoSettings(1280, 4000, 30, 0))
                .withMessageContaining("height");
    }
}
