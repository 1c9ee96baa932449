// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.List;

/**
 * Brings samples of given colours to BT.601 of a given range, in one pass over I420 of at most a given width. In plain Java
 * because swscale changes the matrix by way of 8-bit RGB, which is half as fast and leaves bars 5 or 6 off. Not for use by
 * two threads at once.
 */
final class Recoloring {

    private static final int SHIFT = 14;
    private static final int ONE = 1 << SHIFT;

    private final boolean sameMatrix;
    private final RangeChange range;
    private final int[] lumaFixed = new int[256]; // luma before rounding
    private final int[] matrix; // what blue and red difference add to luma, blue and red difference
    private final byte[] luma;
    private final byte[] blue;
    private final byte[] red;
    private final int[] shift; // of luma, by column of chroma

    Recoloring(Colors from, Colors.Range to, int width) {
        sameMatrix = from.matrix() == Colors.Matrix.BT601;
        range = RangeChange.of(from.range(), to);
        for (int code = 0; code < 256; code++) {
            lumaFixed[code] = (int) Math.round(RangeChange.luma(code, from.range(), to) * ONE);
        }
        double span = RangeChange.chromaSpan(from.range());
        matrix = MatrixChange.toBt601(ONE * RangeChange.lumaSpan(to) / span, ONE * RangeChange.chromaSpan(to) / span);
        luma = new byte[width];
        blue = new byte[(width + 1) / 2];
        red = new byte[(width + 1) / 2];
        shift = new int[(width + 1) / 2];
    }

    /** Reads Y, U and V of {@code from} and writes them, recoloured, to planes of the same sizes. */
    void apply(List<Plane> from, List<Plane> to) {
        if (sameMatrix) {
            translate(from.get(0), to.get(0), range.luma());
            translate(from.get(1), to.get(1), range.chroma());
            translate(from.get(2), to.get(2), range.chroma());
        } else {
            changeMatrix(from, to);
        }
    }

    private void translate(Plane from, Plane to, CodeTable table) {
        if (from.isTurned()) {
            for (int row = 0; row < from.size().height(); row++) {
                from.read(row, luma);
                table.translate(luma, from.size().width());
                to.write(row, luma);
            }
        } else if (range == RangeChange.NONE) {
            from.copyTo(to);
        } else {
            table.translate(from, to);
        }
    }

    private void changeMatrix(List<Plane> from, List<Plane> to) {
        for (int row = 0; row < from.get(1).size().height(); row++) {
            from.get(1).read(row, blue);
            from.get(2).read(row, red);
            changeChroma();
            to.get(1).write(row, blue);
            to.get(2).write(row, red);
            applyLuma(2 * row, from.get(0), to.get(0));
        }
    }

    private void applyLuma(int first, Plane from, Plane to) {
        for (int row = first; row < Math.min(first + 2, from.size().height()); row++) {
            from.read(row, luma);
            changeLuma();
            to.write(row, luma);
        }
    }

    /** Also notes what the chroma of each column adds to the luma above it. */
    private void changeChroma() {
        for (int i = 0; i < blue.length; i++) {
            int b = (blue[i] & 255) - 128;
            int r = (red[i] & 255) - 128;
            shift[i] = matrix[0] * b + matrix[1] * r;
            blue[i] = clamp(128 * ONE + matrix[2] * b + matrix[3] * r);
            red[i] = clamp(128 * ONE + matrix[4] * b + matrix[5] * r);
        }
    }

    private void changeLuma() {
        for (int i = 0; i < luma.length; i++) {
            luma[i] = clamp(lumaFixed[luma[i] & 255] + shift[i >> 1]);
        }
    }

    /** Rounds a fixed-point value to a code value. */
    private static byte clamp(int fixed) {
        return (byte) Math.max(0, Math.min(255, (fixed + ONE / 2) >> SHIFT));
    }
}
