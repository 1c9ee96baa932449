// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.picture.Colors.Matrix;
import dev.sightglass.picture.Colors.Range;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars drawn by exact maths, decoded by the JDK: an end-to-end check by two parties that share no code with ours. */
class JpegColorsTest {

    private static PictureEncoder encoder;

    /** Wide enough that the 16x16 block at each centre sees one colour, scaled or not. */
    private final Patches bars = new Patches(Patches.BARS, 96, 64);

    @BeforeAll
    static void open() {
        encoder = new PictureEncoder(1, JpegLibrary.FFMPEG);
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @ParameterizedTest
    @CsvSource({
        "BT601, LIMITED, 0", "BT601, FULL, 0", "BT709, LIMITED, 0", "BT709, FULL, 0",
        "BT601, LIMITED, 1152", "BT601, FULL, 1152", "BT709, LIMITED, 1152", "BT709, FULL, 1152",
        "BT601, LIMITED, 1000", "BT601, FULL, 1000", "BT709, LIMITED, 1000", "BT709, FULL, 1000"
    })
    void bringsEveryBarWithinThreeOfItsColour(Matrix matrix, Range range, int longestEdge) {
        Picture picture = bars.picture(new Colors(matrix, range));

        EncodedPicture jpeg = encoder.encode(picture, PictureOptions.jpeg(picture, longestEdge, 90));

        assertThat(bars.worst(jpeg)).isLessThanOrEqualTo(3);
    }

    @Test
    void showsWrongColoursWhenTheMatrixIsMistaken() {
        Picture hd = bars.picture(new Colors(Matrix.BT709, Range.LIMITED));
        Picture mistaken = new Picture(
                hd.width(),
                hd.height(),
                hd.y(),
                hd.strideY(),
                hd.u(),
                hd.strideU(),
                hd.v(),
                hd.strideV(),
                0,
                Colors.VIDEO);

        assertThat(bars.worst(encoder.encode(mistaken, PictureOptions.jpeg(mistaken, 0, 90))))
                .isGreaterThan(20);
    }

    @Test
    void clampsSamplesBeyondBlackAndWhite() {
        Patches extremes = new Patches(java.util.List.of(0xFFFFFF, 0x000000), 64, 64);
        Picture overshot = extremes.picture(Colors.JFIF); // 255 and 0 where 235 and 16 are white and black
        Picture limited = new Picture(
                overshot.width(),
                overshot.height(),
                overshot.y(),
                overshot.strideY(),
                overshot.u(),
                overshot.strideU(),
                overshot.v(),
                overshot.strideV(),
                0,
                Colors.VIDEO);

        assertThat(extremes.worst(encoder.encode(limited, PictureOptions.jpeg(limited, 0, 90))))
                .isLessThanOrEqualTo(1);
    }
}
