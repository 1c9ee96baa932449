// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebRtcUnavailableExceptionTest {
    @Test
    void namesTheMissingLibraryAndTheCureInOneSentence() {
        Throwable link = new UnsatisfiedLinkError(
                "/tmp/libwebrtc-java.so: libXcomposite.so.1: cannot open shared object file: No such file or directory");
        Throwable thrown = new ExceptionInInitializerError(new RuntimeException("Load library failed", link));

        assertThat(WebRtcUnavailableException.because(thrown))
                .hasMessageContaining("needs libXcomposite.so.1, which")
                .hasMessageContaining("apt-get install --no-install-recommends libpulse0")
                .hasMessageEndingWith(".");
    }

    @Test
    void saysWhatToLookAtWhenNothingIsNamed() {
        assertThat(WebRtcUnavailableException.because(new NoClassDefFoundError("broken")))
                .hasMessageContaining("noexec")
                .hasMessageContaining("apt-get install");
    }
}
