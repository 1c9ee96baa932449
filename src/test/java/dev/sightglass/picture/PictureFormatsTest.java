// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.picture.Colors.Matrix;
import dev.sightglass.picture.Colors.Range;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Colours, sizes and kinds of every format, seen by decoders that share no code with the encoders. */
class PictureFormatsTest {

    private static PictureEncoder encoder;

    private final Patches bars = new Patches(Patches.BARS, 32, 32);

    @BeforeAll
    static void open() {
        encoder = new PictureEncoder(1, JpegLibrary.named("auto"));
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, BT601, LIMITED, 1", "JPEG, BT601, FULL, 1", "JPEG, BT709, LIMITED, 1", "JPEG, BT709, FULL, 1",
        "WEBP, BT601, LIMITED, 1", "WEBP, BT601, FULL, 1", "WEBP, BT709, LIMITED, 1", "WEBP, BT709, FULL, 1",
        "PNG, BT601, LIMITED, 1", "PNG, BT601, FULL, 1", "PNG, BT709, LIMITED, 1", "PNG, BT709, FULL, 1",
        "JPEG, BT601, LIMITED, 2", "WEBP, BT601, LIMITED, 2", "PNG, BT709, LIMITED, 2", "WEBP, BT709, FULL, 2"
    })
    void bringEveryBarWithinThreeOfItsColour(PictureFormat format, Matrix matrix, Range range, int shrink) {
        Picture picture = bars.picture(new Colors(matrix, range));

        EncodedPicture file = encode(picture, format, bars.width() / shrink, bars.height() / shrink);

        assertThat(bars.worst(file)).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void beginAsTheirKindDoes(PictureFormat format) {
        byte[] bytes = encode(bars.picture(Colors.VIDEO), format, 64, 32).bytes();

        String start = new String(Arrays.copyOf(bytes, 16), StandardCharsets.ISO_8859_1);
        assertThat(start)
                .matches(
                        switch (format) {
                            case JPEG -> "(?s)\u00ff\u00d8\u00ff\u00e0..JFIF\0.*";
                            case WEBP -> "(?s)RIFF....WEBPVP8 ";
                            case PNG -> "(?s)\u0089PNG\r\n\u001a\n.*IHDR";
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "JPEG, 0",
        "JPEG, 90",
        "JPEG, 180",
        "JPEG, 270",
        "WEBP, 0",
        "WEBP, 90",
        "WEBP, 180",
        "WEBP, 270",
        "PNG, 0",
        "PNG, 90",
        "PNG, 180",
        "PNG, 270"
    })
    void standUprightInOddSizes(PictureFormat format, int rotation) {
        Size upright = new Size(133, 71).turned(rotation);
        Drawing quarters =
                (x, y) -> Patches.CORNERS.get((x < upright.width() / 2 ? 0 : 1) + (y < upright.height() / 2 ? 0 : 2));
        Picture picture = quarters.picture(133, 71, rotation, Colors.VIDEO, 5);

        BufferedImage image = Patches.decode(encode(picture, format, upright.width(), upright.height()));

        assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(upright);
        for (int i = 0; i < 4; i++) {
            int rgb = image.getRGB((1 + 2 * (i % 2)) * upright.width() / 4, (1 + 2 * (i / 2)) * upright.height() / 4);
            assertThat(Patches.difference(rgb, Patches.CORNERS.get(i))).isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void canBeOnePixel(PictureFormat format) {
        BufferedImage image = Patches.decode(encode(bars.picture(Colors.VIDEO), format, 1, 1));

        assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(new Size(1, 1));
    }

    private static EncodedPicture encode(Picture picture, PictureFormat format, int width, int height) {
        return encoder.encode(picture, new PictureOptions(format, null, width, height, 90, 0));
    }
}
