// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sightglass.testcard.TestCardReader;
import dev.sightglass.testcard.TestCardReader.Bar;
import dev.sightglass.testcard.TestCardReader.Reading;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCardTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:34:56.789Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"320,180", "640,360", "640,480", "1280,720", "1920,1080", "641,361", "333,187", "360,640"})
    void carriesTimeAndCounterThroughJpeg(int width, int height) {
        CardPicture picture = draw(width, height, 0, 0xDEADBEEFL);

        Reading reading = TestCardReader.ofJpeg(picture.toJpeg(0.8f)).read();

        assertThat(reading).isEqualTo(new Reading(true, NOON, 0xDEADBEEFL, width, height));
    }

    @ParameterizedTest
    @CsvSource({"1280,720,640,360", "1920,1080,640,360", "1920,1080,1280,720", "1366,768,640,359"})
    void staysReadableWhenScaledDown(int width, int height, int scaledWidth, int scaledHeight) {
        BufferedImage scaled = scale(draw(width, height, 0, 42).toRgb(), scaledWidth, scaledHeight);

        Reading reading = TestCardReader.ofImage(scaled, width, height).read();

        assertThat(reading).isEqualTo(new Reading(true, NOON, 42, scaledWidth, scaledHeight));
    }

    @ParameterizedTest
    @CsvSource({"320,180", "641,361", "1280,720"})
    void showsEveryBarInItsColourAfterJpeg(int width, int height) {
        TestCardReader card = TestCardReader.ofJpeg(draw(width, height, 0, 1).toJpeg(0.9f));

        for (Bar bar : Bar.values()) {
            assertThat(card.bar(bar).distance(bar.intended()))
                    .as("%s is %s", bar, card.bar(bar))
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void writesExactCodeValuesOfBars() {
        assertThat(YuvColor.ofRgb(191, 191, 191)).isEqualTo(new YuvColor(180, 128, 128));
        assertThat(YuvColor.ofRgb(191, 191, 0)).isEqualTo(new YuvColor(161, 44, 142));
        assertThat(YuvColor.ofRgb(0, 191, 191)).isEqualTo(new YuvColor(131, 156, 44));
        assertThat(YuvColor.ofRgb(0, 191, 0)).isEqualTo(new YuvColor(112, 72, 58));
        assertThat(YuvColor.ofRgb(191, 0, 191)).isEqualTo(new YuvColor(84, 184, 198));
        assertThat(YuvColor.ofRgb(191, 0, 0)).isEqualTo(new YuvColor(65, 100, 212));
        assertThat(YuvColor.ofRgb(0, 0, 191)).isEqualTo(new YuvColor(35, 212, 114));
    }

    @Test
    void honoursPaddedStrides() {
        CardPicture dense = draw(640, 360, 0, 7);
        CardPicture padded = draw(640, 360, 24, 7);

        assertThat(pixels(padded)).isEqualTo(pixels(dense));
        assertThat(padded.planes().y().get(640)).as("padding").isZero();
    }

    @Test
    void movesFromFrameToFrame() {
        Clock later = Clock.fixed(NOON.plusMillis(33), ZoneOffset.UTC);
        CardPicture next = CardPicture.allocate(640, 360, 0);
        new TestCard(640, 360, later).draw(next.planes(), 7);

        assertThat(dialPixels(next)).isNotEqualTo(dialPixels(draw(640, 360, 0, 7)));
    }

    @Test
    void saysThatAPictureShowsNoCard() {
        TestCardReader grey = TestCardReader.ofImage(new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB), 640, 360);

        assertThatIllegalStateException().isThrownBy(grey::read).withMessageContaining("No test card");
    }

    @Test
    void saysThatACounterIsDamaged() {
        BufferedImage picture = draw(640, 360, 0, 7).toRgb();
        for (int y = 16; y < 32; y++) {
            picture.setRGB(5, y, 0xFFFFFF);
        }

        assertThatIllegalStateException()
                .isThrownBy(TestCardReader.ofImage(picture, 640, 360)::read)
                .withMessageContaining("damaged");
    }

    @Test
    void refusesSizesWithoutRoomForItsCells() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TestCard(63, 64, CLOCK));
    }

    /** For people: look at the pictures after a change of the card. */
    @ParameterizedTest
    @CsvSource({"320,180", "640,360", "640,480", "1280,720", "360,640"})
    void leavesAPictureToLookAt(int width, int height) throws IOException {
        Path file = Path.of("target", "testcard-%dx%d.png".formatted(width, height));
        Files.createDirectories(file.getParent());

        ImageIO.write(draw(width, height, 0, 1234).toRgb(), "png", file.toFile());

        assertThat(file).isNotEmptyFile();
    }

    private static CardPicture draw(int width, int height, int padding, long counter) {
        CardPicture picture = CardPicture.allocate(width, height, padding);
        new TestCard(width, height, CLOCK).draw(picture.planes(), counter);
        return picture;
    }

    private static BufferedImage scale(BufferedImage picture, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static int[] pixels(CardPicture picture) {
        return picture.toRgb().getRGB(0, 0, picture.width(), picture.height(), null, 0, picture.width());
    }

    private static int[] dialPixels(CardPicture picture) {
        return picture.toRgb().getRGB(450, 60, 180, 180, null, 0, 180);
    }
}
