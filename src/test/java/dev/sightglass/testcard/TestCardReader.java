// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.testcard;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.imageio.ImageIO;

/**
 * A picture of the test card, possibly scaled down, that can be read by programs. Immutable.
 *
 * <p>The card's geometry follows from the size at which it was drawn, so a scaled picture is read with that size.
 */
public final class TestCardReader {
    private static final int CELLS = 64;
    private static final int MAGIC = 0xA55A;
    private static final double MIDDLE_LUMA = 127.5;

    private final BufferedImage picture;
    private final int sourceWidth;
    private final int sourceHeight;

    private TestCardReader(BufferedImage picture, int sourceWidth, int sourceHeight) {
        this.picture = picture;
        this.sourceWidth = sourceWidth;
        this.sourceHeight = sourceHeight;
    }

    /** Reads a JPEG of a card that was drawn at the JPEG's own size. */
    public static TestCardReader ofJpeg(byte[] jpeg) {
        BufferedImage picture = decode(jpeg);
        return new TestCardReader(picture, picture.getWidth(), picture.getHeight());
    }

    /**
     * Reads a JPEG of a card that was drawn at another size and scaled since, without being cropped.
     *
     * @param sourceWidth width at which the card was drawn, in pixels
     * @param sourceHeight height at which the card was drawn, in pixels
     */
    public static TestCardReader ofJpeg(byte[] jpeg, int sourceWidth, int sourceHeight) {
        return new TestCardReader(decode(jpeg), sourceWidth, sourceHeight);
    }

    /** Reads a decoded RGB picture; sizes as in {@link #ofJpeg(byte[], int, int)}. */
    public static TestCardReader ofImage(BufferedImage picture, int sourceWidth, int sourceHeight) {
        return new TestCardReader(picture, sourceWidth, sourceHeight);
    }

    /**
     * What the strips say.
     *
     * @param magic whether the card's magic was found; always true in an answer of {@link #read()}
     * @param drawnAt wall clock when the frame was drawn, to the millisecond
     * @param counter number of the frame, 32 bits, unsigned
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     */
    public record Reading(boolean magic, Instant drawnAt, long counter, int width, int height) {}

    /** One pixel as full-range RGB, each 0 to 255. */
    public record Rgb(int red, int green, int blue) {
        /** The largest difference of the two colours in one channel. */
        public int distance(Rgb other) {
            int ofRed = Math.abs(red - other.red);
            int ofGreen = Math.abs(green - other.green);
            return Math.max(Math.max(ofRed, ofGreen), Math.abs(blue - other.blue));
        }
    }

    /** The colour bars from left to right, with the 75 % RGB each was drawn from. */
    public enum Bar {
        WHITE(0, 191, 191, 191),
        YELLOW(1, 191, 191, 0),
        CYAN(2, 0, 191, 191),
        GREEN(3, 0, 191, 0),
        MAGENTA(4, 191, 0, 191),
        RED(5, 191, 0, 0),
        BLUE(6, 0, 0, 191),
        BLACK(7, 0, 0, 0);

        private final int position;
        private final int red;
        private final int green;
        private final int blue;

        Bar(int position, int red, int green, int blue) {
            this.position = position;
            this.red = red;
            this.green = green;
            this.blue = blue;
        }

        /** The colour that the bar should have. */
        public Rgb intended() {
            return new Rgb(red, green, blue);
        }
    }

    /**
     * Reads both strips.
     *
     * @throws IllegalStateException if the picture shows no test card, or its strips are damaged
     */
    public Reading read() {
        long upper = strip(0);
        int magic = (int) (upper >>> 48);
        if (magic != MAGIC) {
            throw new IllegalStateException("No test card in this %dx%d picture: its magic reads %04X, not %04X"
                    .formatted(width(), height(), magic, MAGIC));
        }
        long lower = strip(1);
        int counter = (int) (lower >>> 32);
        if (counter != ~(int) lower) {
            throw new IllegalStateException(
                    "The counter's strip is damaged: counter %08X, complement %08X".formatted(counter, (int) lower));
        }
        Instant drawnAt = Instant.ofEpochMilli(upper & 0xFFFF_FFFF_FFFFL);
        return new Reading(true, drawnAt, Integer.toUnsignedLong(counter), width(), height());
    }

    /** The colour at the centre of a bar: the mean of 3x3 pixels. */
    public Rgb bar(Bar bar) {
        double x = (bar.position + 0.5) / Bar.values().length * width();
        return mean((int) x, (int) (0.815 * height()));
    }

    /** One pixel. */
    public Rgb pixel(int x, int y) {
        int rgb = picture.getRGB(x, y);
        return new Rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    /** Width of the picture in pixels. */
    public int width() {
        return picture.getWidth();
    }

    /** Height of the picture in pixels. */
    public int height() {
        return picture.getHeight();
    }

    private long strip(int index) {
        int cell = sourceWidth / CELLS;
        int stripHeight = sourceHeight / 22 & ~1;
        int y = (int) ((index + 0.5) * stripHeight * height() / sourceHeight);
        long bits = 0;
        for (int i = 0; i < CELLS; i++) {
            int x = (int) ((i + 0.5) * cell * width() / sourceWidth);
            bits = bits << 1 | (luma(pixel(x, y)) > MIDDLE_LUMA ? 1 : 0);
        }
        return bits;
    }

    private static double luma(Rgb rgb) {
        return 0.299 * rgb.red() + 0.587 * rgb.green() + 0.114 * rgb.blue();
    }

    private Rgb mean(int x, int y) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < 9; i++) {
            Rgb rgb = pixel(x - 1 + i % 3, y - 1 + i / 3);
            red += rgb.red();
            green += rgb.green();
            blue += rgb.blue();
        }
        return new Rgb(Math.round(red / 9f), Math.round(green / 9f), Math.round(blue / 9f));
    }

    private static BufferedImage decode(byte[] jpeg) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
            if (picture == null) {
                throw new IllegalStateException("These " + jpeg.length + " bytes are no picture");
            }
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
