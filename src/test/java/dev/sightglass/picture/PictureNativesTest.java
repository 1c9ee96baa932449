// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureNativesTest {

    @Test
    void loadAsOftenAsAsked() {
        PictureNatives.load();

        assertThatCode(PictureNatives::load).doesNotThrowAnyException();
    }

    /** As docs/licences.md says; a build with GPL parts would bind whoever passes the jar on. */
    @Test
    void areUnderTheLesserGpl() {
        PictureNatives.load();

        assertThat(avutil.avutil_license().getString()).isEqualTo("LGPL version 3 or later");
        assertThat(avcodec.avcodec_license().getString()).isEqualTo("LGPL version 3 or later");
    }

    @ParameterizedTest
    @CsvSource({
        "libudev.so.1: cannot open shared object file: No such file or directory, apt-get install -y libudev1",
        "libstdc++.so.6: cannot open shared object file, apt-get install -y libstdc++6",
        "/lib/libc.so.6: version `GLIBC_2.35' not found, glibc 2.35",
        "no jniavutil in java.library.path: /usr/lib, Maven profile",
        "something else, apt-get install -y libudev1 libstdc++6"
    })
    void nameWhatIsMissingAndTheRemedy(String complaint, String remedy) {
        String sentence = PictureNatives.remedyFor(complaint);

        assertThat(sentence)
                .contains(remedy)
                .startsWith("FFmpeg's native libraries")
                .endsWith(".");
    }
}
