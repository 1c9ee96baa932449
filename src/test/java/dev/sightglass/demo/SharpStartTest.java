// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharpStartTest {
    private final SharpStart sharpStart = new SharpStart(4000);

    @Test
    void extendsTheFormatOfACodec() {
        String offer = "a=rtpmap:102 H264/90000\r\na=fmtp:102 packetization-mode=1\r\n";

        assertThat(sharpStart.applyTo(offer))
                .isEqualTo(
                        "a=rtpmap:102 H264/90000\r\na=fmtp:102 packetization-mode=1;x-google-start-bitrate=4000\r\n");
    }

    @Test
    void addsAFormatToACodecWithoutOne() {
        assertThat(sharpStart.applyTo("a=rtpmap:96 VP8/90000\n"))
                .isEqualTo("a=rtpmap:96 VP8/90000\r\na=fmtp:96 x-google-start-bitrate=4000\r\n");
    }

    @Test
    void leavesRepairAndAudioAlone() {
        String offer = "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\na=rtpmap:111 opus/48000/2\r\n";

        assertThat(sharpStart.applyTo(offer)).isEqualTo(offer);
    }
}
