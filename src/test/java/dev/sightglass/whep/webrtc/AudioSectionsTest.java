// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AudioSectionsTest {
    private static final String SDP =
            "v=0\r\na=sendonly\r\nm=video 9 S 96\r\na=sendonly\r\nm=audio 9 S 111\r\na=mid:1\r\na=sendonly\r\n";

    @Test
    void directsAudioAndNothingElse() {
        assertThat(AudioSections.directed(SDP, "inactive"))
                .isEqualTo(SDP.substring(0, SDP.lastIndexOf("a=sendonly")) + "a=inactive\r\n");
    }

    @Test
    void leavesAudioThatIsRejected() {
        String rejected = SDP.replace("m=audio 9", "m=audio 0");

        assertThat(AudioSections.directed(rejected, "recvonly")).isEqualTo(rejected);
    }
}
