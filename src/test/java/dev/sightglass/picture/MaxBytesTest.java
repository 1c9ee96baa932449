// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A bound of bytes on pictures that are hard to fit; bench/encode.mjs does the same with thousands. */
class MaxBytesTest {

    private static final int[] BOUNDS = {4_000, 12_000, 40_000};

    private final PictureEncoder encoder = new PictureEncoder(1, JpegLibrary.named("auto"));

    @AfterEach
    void close() {
        encoder.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NOISE, JPEG",
        "TEXT, JPEG",
        "NIGHT, JPEG",
        "NATURAL, JPEG",
        "NOISE, WEBP",
        "TEXT, WEBP",
        "NIGHT, WEBP",
        "NOISE, PNG",
        "TEXT, PNG",
        "NIGHT, PNG"
    })
    void isKeptByThreeEncodesAtMost(Scenes scene, PictureFormat format) {
        for (int i = 0; i < 18; i++) {
            Picture picture = scene.picture(256, 144, i);
            int bound = BOUNDS[i % 3];

            EncodedPicture file = encoder.encode(picture, new PictureOptions(format, null, 256, 144, 80, bound));

            assertThat(file.bytes().length).isLessThanOrEqualTo(bound);
            assertThat(file.encodes()).isBetween(1, 3);
            BufferedImage image = Patches.decode(file);
            assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(new Size(file.width(), file.height()));
            assertThat(file.width() * 144.0 / 256).isCloseTo(file.height(), within(0.6));
        }
    }

    @Test
    void costsQualityBeforeSize() {
        Picture picture = Scenes.NATURAL.picture(512, 288, 1);
        EncodedPicture free = encode(picture, 0);

        EncodedPicture half = encode(picture, free.bytes().length * 2 / 3);
        EncodedPicture little = encode(picture, free.bytes().length / 12);

        assertThat(half.width()).isEqualTo(512);
        assertThat(half.quality()).isBetween(FitPlan.FLOOR, 79);
        assertThat(little.width()).isLessThan(512);
        assertThat(little.quality()).isEqualTo(FitPlan.FLOOR);
    }

    @Test
    void leavesAPictureThatFitsAsItIs() {
        Picture picture = Scenes.NATURAL.picture(256, 144, 1);

        EncodedPicture file = encode(picture, 1_000_000);

        assertThat(file.bytes()).isEqualTo(encode(picture, 0).bytes());
        assertThat(file.encodes()).isEqualTo(1);
    }

    @Test
    void takesOneEncodeFromTheSecondPictureOfASceneOn() {
        int bound = encode(Scenes.NATURAL.picture(512, 288, 1), 0).bytes().length / 3;
        encode(Scenes.NATURAL.picture(512, 288, 1), bound);

        for (int i = 0; i < 5; i++) {
            EncodedPicture file = encode(Scenes.NATURAL.picture(512, 288, 1), bound);

            assertThat(file.encodes()).isEqualTo(1);
            assertThat(file.bytes().length).isGreaterThan(bound / 2);
        }
    }

    @Test
    void risesAgainWhenTheSceneCalms() {
        Picture calm = ((Drawing) (x, y) -> 0x404040 + x / 8 * 0x010101).picture(256, 144, Colors.VIDEO);
        encode(Scenes.NOISE.picture(256, 144, 1), 8_000);

        EncodedPicture file = encode(calm, 8_000);
        for (int i = 0; i < 6; i++) {
            file = encode(calm, 8_000);
        }

        assertThat(file.quality()).isEqualTo(80);
        assertThat(file.width()).isEqualTo(256);
    }

    @ParameterizedTest
    @EnumSource
    void isNeverMetBySomethingSmallerThanWhatIsSureToFit(PictureFormat format) {
        for (int bound = 4_096; bound < 20_000; bound += 3_000) {
            Attempt full = new Attempt(new Size(1280, 720), 80);
            FitPlan plan = new FitPlan(format, full, bound);

            Attempt next = plan.after(full.cameTo(3_000_000));

            assertThat(next.size().width())
                    .isGreaterThanOrEqualTo(plan.certain().size().width());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedWhereNotEvenOnePixelIsSureToFit(PictureFormat format) {
        Picture picture = Scenes.NOISE.picture(256, 144, 1);

        assertThatExceptionOfType(PictureDoesNotFitException.class)
                .isThrownBy(() -> encoder.encode(picture, new PictureOptions(format, null, 256, 144, 80, 20)))
                .satisfies(refusal -> assertThat(encoder.encode(
                                        picture, new PictureOptions(format, null, 256, 144, 80, refusal.leastBytes()))
                                .bytes()
                                .length)
                        .isLessThanOrEqualTo(refusal.leastBytes()));
    }

    @ParameterizedTest
    @EnumSource
    void hasALastAttemptThatFitsNoise(PictureFormat format) {
        Picture picture = Scenes.NOISE.picture(256, 144, 1);
        for (int bound = 3_000; bound < 100_000; bound *= 3) {
            Attempt certain = new FitPlan(format, new Attempt(new Size(256, 144), 80), bound).certain();

            EncodedPicture file = encoder.encode(
                    picture,
                    new PictureOptions(
                            format, null, certain.size().width(), certain.size().height(), certain.quality(), 0));

            assertThat(file.bytes().length).isLessThanOrEqualTo(bound);
        }
    }

    private EncodedPicture encode(Picture picture, int maxBytes) {
        return encoder.encode(
                picture, new PictureOptions(PictureFormat.JPEG, null, picture.width(), picture.height(), 80, maxBytes));
    }
}
