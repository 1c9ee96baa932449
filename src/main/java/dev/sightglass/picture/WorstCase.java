// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** The most bytes that a file of a given size can have at {@link FitPlan#FLOOR} or less, whatever it shows. */
final class WorstCase {

    /** Markers and tables of a JPEG, rounded up. */
    private static final int JPEG_HEADER = 640;

    /**
     * Bytes of a macroblock, 16x16 pixels, were every bit of it worst: four blocks of luma, two of chroma, by the standard
     * Huffman tables, twice over since a byte of ones is followed by a zero. WorstCaseTest derives it.
     */
    static final int JPEG_MACROBLOCK = 900;

    private static final int PNG_HEADER = 400;

    /** Bytes of a pixel, an assumption: see docs/decisions/0010-picture-formats.md for what was seen. */
    private static final int WEBP_PIXEL = 3;

    private static final int WEBP_HEADER = 400;

    private WorstCase() {}

    static int bytes(PictureFormat format, Size size) {
        long pixels = (long) size.width() * size.height();
        long bytes = switch (format) {
            case JPEG -> JPEG_HEADER + (long) JPEG_MACROBLOCK * sixteenths(size.width()) * sixteenths(size.height());
            case WEBP -> WEBP_HEADER + WEBP_PIXEL * Math.max(256, pixels);
            case PNG -> png(pixels * 3 + size.height());
        };
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    /** Stored as it is, with zlib's frame and the chunks that FFmpeg makes of every 4 KiB. */
    private static long png(long raw) {
        return PNG_HEADER + raw + raw / 200;
    }

    private static int sixteenths(int side) {
        return (side + 15) / 16;
    }
}
