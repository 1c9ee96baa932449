// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class JpegLibraryTest {

    @Test
    void isFfmpegByName() {
        assertThat(JpegLibrary.named("ffmpeg")).isEqualTo(JpegLibrary.FFMPEG);
    }

    @Test
    void isTurboJpegByItselfWhereTheMachineHasIt() {
        assertThat(JpegLibrary.named("auto"))
                .isEqualTo(TurboJpeg.isPresent() ? JpegLibrary.TURBOJPEG : JpegLibrary.FFMPEG);
    }

    @Test
    void isNoOther() {
        assertThatIllegalArgumentException().isThrownBy(() -> JpegLibrary.named("mozjpeg"));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "SIGHTGLASS_REQUIRE_PEERS", matches = "true")
    void isTurboJpegInContinuousIntegration() {
        assertThat(JpegLibrary.named("turbojpeg")).isEqualTo(JpegLibrary.TURBOJPEG);
    }

    @Test
    void hasRoomForNoiseAtTheHighestQualityAndLargestSize() {
        ByteBuffer samples = ByteBuffer.allocateDirect(4096 * 2304);
        byte[] random = new byte[samples.capacity()];
        new Random(1).nextBytes(random);
        samples.put(random).rewind();
        Picture worst = new Picture(4096, 2304, samples, 4096, samples, 2048, samples, 2048, 0, Colors.JFIF);

        try (PictureEncoder encoder = new PictureEncoder(1, JpegLibrary.named("auto"))) {
            byte[] file =
                    encoder.encode(worst, PictureOptions.jpeg(worst, 0, 100)).bytes();

            assertThat(file).hasSizeGreaterThan(4096 * 2304);
        }
    }
}
