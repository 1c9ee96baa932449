// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Size, rotation and padding, seen from outside: what the JDK decodes. */
class JpegShapeTest {

    private static PictureEncoder encoder;

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
        "1920, 1080, 1280, 0, 1280, 720",
        "1920, 1080, 1280, 90, 720, 1280",
        "1280, 720, 1280, 0, 1280, 720",
        "640, 360, 1280, 0, 640, 360", // never scaled up
        "640, 360, 0, 270, 360, 640",
        "641, 361, 0, 0, 641, 361",
        "641, 361, 320, 90, 180, 320",
        "1000, 333, 100, 0, 100, 33",
        "4096, 2304, 512, 0, 512, 288",
        "2304, 4096, 0, 180, 2304, 4096",
        "4096, 1, 16, 0, 16, 1", // never less than one pixel
        "4096, 2304, 1, 0, 1, 1",
        "1, 1, 0, 0, 1, 1",
        "1, 1, 512, 90, 1, 1",
        "1, 4096, 100, 0, 1, 100",
        "2, 3, 0, 90, 3, 2"
    })
    void hasTheUprightSizeThatTheOptionsAskFor(int width, int height, int edge, int rotation, int wide, int high) {
        Picture picture = flat(width, height, rotation);

        EncodedPicture jpeg = encoder.encode(picture, PictureOptions.jpeg(picture, edge, 80));

        BufferedImage image = Patches.decode(jpeg);
        assertThat(new Size(jpeg.width(), jpeg.height())).isEqualTo(new Size(wide, high));
        assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(new Size(wide, high));
        assertThat(new Size(picture.uprightWidth(), picture.uprightHeight()))
                .isEqualTo(new Size(width, height).turned(rotation));
        assertThat(Patches.difference(image.getRGB(wide / 2, high / 2), 0x808080))
                .isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "256, 128, 0, 0", "256, 128, 90, 0", "256, 128, 180, 0", "256, 128, 270, 0", //
        "257, 131, 0, 13", "257, 131, 90, 13", "257, 131, 180, 13", "257, 131, 270, 13", //
        "1025, 769, 0, 1", "1025, 769, 90, 1", "1025, 769, 180, 1", "1025, 769, 270, 1"
    })
    void showsEachQuarterOfTheDrawingInItsPlace(int width, int height, int rotation, int padding) {
        Size upright = new Size(width, height).turned(rotation);
        Drawing quarters =
                (x, y) -> Patches.CORNERS.get((x < upright.width() / 2 ? 0 : 1) + (y < upright.height() / 2 ? 0 : 2));
        Picture picture = quarters.picture(width, height, rotation, Colors.VIDEO, padding);

        BufferedImage image = Patches.decode(encoder.encode(picture, PictureOptions.jpeg(picture, 256, 90)));

        for (int i = 0; i < 4; i++) {
            int x = (1 + 2 * (i % 2)) * image.getWidth() / 4;
            int y = (1 + 2 * (i / 2)) * image.getHeight() / 4;
            assertThat(Patches.difference(image.getRGB(x, y), Patches.CORNERS.get(i)))
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void averagesFineDetailWhenItShrinks() {
        Drawing stripes = (x, y) -> x % 2 == 0 ? 0xFFFFFF : 0x000000;

        Picture picture = stripes.picture(1024, 512, Colors.VIDEO);

        EncodedPicture jpeg = encoder.encode(picture, PictureOptions.jpeg(picture, 256, 90));

        BufferedImage image = Patches.decode(jpeg);
        for (int x = 8; x < 248; x++) {
            assertThat(Patches.difference(image.getRGB(x, 64), 0x808080)).isLessThanOrEqualTo(4);
        }
    }

    private static Picture flat(int width, int height, int rotation) {
        Drawing grey = (x, y) -> 0x808080;
        return grey.picture(width, height, rotation, Colors.VIDEO, 0);
    }
}
