// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of a picture, as the JDK decodes them. */
class CropTest {

    private static final int MODULE = 2;

    private static PictureEncoder encoder;

    /** Modules of two pixels in the manner of a QR code, black or white by a fixed rule that repeats nowhere. */
    private final Drawing code = (x, y) -> isWhite(x / MODULE, y / MODULE) ? 0xFFFFFF : 0x000000;

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
        "0, 200, 100", "90, 200, 100", "180, 200, 100", "270, 200, 100", //
        "0, 201, 101", "90, 201, 101", "180, 201, 101", "270, 201, 101", //
        "0, 200, 101", "90, 201, 100", "180, 201, 100", "270, 200, 101"
    })
    void isTheNamedPixelsWhicheverWayThePictureLies(int rotation, int x, int y) {
        Picture picture = code.picture(641, 363, rotation, Colors.VIDEO, 7);
        Crop crop = new Crop(x, y, 120, 90);

        BufferedImage image = decode(picture, crop, 120, 90);

        int wrong = 0;
        for (int i = 0; i < 120 * 90; i++) {
            int column = i % 120;
            int row = i / 120;
            boolean white = (image.getRGB(column, row) & 255) > 127;
            wrong += white == isWhite((x + column) / MODULE, (y + row) / MODULE) ? 0 : 1;
        }
        assertThat(wrong).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 99", "90, 99", "180, 99", "270, 99", "0, 100", "90, 101", "180, 100", "270, 101"})
    void keepsColoursUnderOddOffsets(int rotation, int offset) {
        Drawing quarters = (x, y) -> Patches.CORNERS.get((x < 160 ? 0 : 1) + (y < 160 ? 0 : 2));
        Picture picture = quarters.picture(321, 323, rotation, Colors.VIDEO, 3);

        BufferedImage image = decode(picture, new Crop(offset, offset, 120, 120), 120, 120);

        for (int i = 0; i < 4; i++) {
            int rgb = image.getRGB(i % 2 == 0 ? 24 : 96, i / 2 == 0 ? 24 : 96);
            assertThat(Patches.difference(rgb, Patches.CORNERS.get(i))).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void keepsAPatternThatTheWholePictureLosesWhenItShrinks() {
        Picture picture = code.picture(1920, 1080, Colors.VIDEO);

        BufferedImage whole = Patches.decode(encoder.encode(picture, PictureOptions.jpeg(picture, 640, 80)));
        BufferedImage part = decode(picture, new Crop(1001, 501, 320, 180), 320, 180);

        assertThat(correctModules(whole, 3.0, 0, 0)).isLessThan(0.9);
        assertThat(correctModules(part, 1.0, 1001, 501)).isEqualTo(1);
    }

    @Test
    void scalesThePartAlone() {
        Drawing half = (x, y) -> x < 400 ? 0xFF0000 : 0xC0C0C0;
        Picture picture = half.picture(800, 600, Colors.VIDEO);

        BufferedImage image = decode(picture, new Crop(400, 100, 400, 300), 200, 150);

        assertThat(Patches.difference(image.getRGB(2, 75), 0xC0C0C0)).isLessThanOrEqualTo(4);
        assertThat(image.getWidth()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 101, 10", "1, 0, 100, 10", "0, 71, 10, 10", "2147483647, 0, 10, 10", "0, 0, 10, 2147483647"})
    void mustLieWithinTheUprightPicture(int x, int y, int width, int height) {
        Picture picture = code.picture(80, 100, 90, Colors.VIDEO, 0);

        assertThatIllegalArgumentException().isThrownBy(() -> decode(picture, new Crop(x, y, width, height), 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1, 1", "0, -1, 1, 1", "0, 0, 0, 1", "0, 0, 1, 0"})
    void hasPixels(int x, int y, int width, int height) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Crop(x, y, width, height));
    }

    @Test
    void isNeverEnlarged() {
        Picture picture = code.picture(80, 100, Colors.VIDEO);

        assertThatIllegalArgumentException().isThrownBy(() -> decode(picture, new Crop(0, 0, 10, 10), 11, 10));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> encoder.encode(picture, new PictureOptions(PictureFormat.JPEG, null, 80, 101, 80, 0)));
    }

    @Test
    void mayBeOnePixel() {
        Drawing red = (x, y) -> x == 33 && y == 35 ? 0xBF0000 : 0x808080;

        BufferedImage image = decode(red.picture(64, 64, Colors.VIDEO), new Crop(33, 35, 1, 1), 1, 1);

        assertThat(image.getRGB(0, 0) >> 16 & 255).isGreaterThan(image.getRGB(0, 0) & 255);
    }

    private static BufferedImage decode(Picture picture, Crop crop, int width, int height) {
        return Patches.decode(
                encoder.encode(picture, new PictureOptions(PictureFormat.JPEG, crop, width, height, 90, 0)));
    }

    /** Which part of the modules that lie wholly within {@code image} can be told at their centre. */
    private static double correctModules(BufferedImage image, double shrink, int left, int top) {
        int correct = 0;
        int all = 0;
        for (int y = 1; y < image.getHeight() * shrink / MODULE - 1; y++) {
            for (int x = 1; x < image.getWidth() * shrink / MODULE - 1; x++) {
                int column = (left + MODULE - 1) / MODULE + x;
                int row = (top + MODULE - 1) / MODULE + y;
                int rgb = image.getRGB((int) ((column * MODULE - left + MODULE / 2.0) / shrink), (int)
                        ((row * MODULE - top + MODULE / 2.0) / shrink));
                all++;
                correct += (rgb & 255) > 127 == isWhite(column, row) ? 1 : 0;
            }
        }
        return (double) correct / all;
    }

    private static boolean isWhite(int column, int row) {
        int hash = (column * 73856093) ^ (row * 19349663);
        return (hash * 0x9E3779B1 >>> 29 & 1) == 0;
    }
}
