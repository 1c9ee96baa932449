// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.nio.ByteBuffer;

/**
 * One plane of samples, 8 bits each, seen from any side: the sample at column x and row y is at index
 * {@code start + x * columnStep + y * rowStep}. A view; it owns nothing.
 *
 * @param samples a direct buffer
 * @param size columns and rows
 */
record Plane(ByteBuffer samples, int start, int columnStep, int rowStep, Size size) {

    /** A plane as it lies in memory: row after row, {@code stride} bytes apart. */
    static Plane of(ByteBuffer samples, int stride, Size size) {
        return new Plane(samples, 0, 1, stride, size);
    }

    /** A part of such a plane that begins at column {@code x} and row {@code y}. */
    static Plane of(ByteBuffer samples, int stride, int x, int y, Size size) {
        return new Plane(samples, x + y * stride, 1, stride, size);
    }

    /**
     * The same samples turned clockwise by {@code degrees}: 0, 90, 180 or 270. Under an odd side, chroma lands half a
     * chroma sample beside its luma, as in libyuv: less than the eye sees.
     */
    Plane turned(int degrees) {
        int lastColumn = start + (size.width() - 1) * columnStep;
        int lastRow = start + (size.height() - 1) * rowStep;
        int lastOfAll = lastColumn + lastRow - start;
        Size turned = size.turned(degrees);
        return switch (degrees) {
            case 0 -> this;
            case 90 -> new Plane(samples, lastRow, -rowStep, columnStep, turned);
            case 180 -> new Plane(samples, lastOfAll, -columnStep, -rowStep, turned);
            case 270 -> new Plane(samples, lastColumn, rowStep, -columnStep, turned);
            default -> throw new IllegalArgumentException("cannot turn by " + degrees);
        };
    }

    /** Says whether its rows do not lie in memory from left to right. */
    boolean isTurned() {
        return columnStep != 1;
    }

    /** Index of the first sample of row {@code y}. */
    int rowAt(int y) {
        return start + y * rowStep;
    }

    /** Copies this plane, as it lies in memory, to another of its size. What lies behind the rows of that may change. */
    void copyTo(Plane target) {
        if (rowStep == target.rowStep) {
            target.samples.put(target.start, samples, start, (size.height() - 1) * rowStep + size.width());
            return;
        }
        for (int y = 0; y < size.height(); y++) {
            target.samples.put(target.start + y * target.rowStep, samples, start + y * rowStep, size.width());
        }
    }

    /** Copies row {@code y} to the start of {@code row}. */
    void read(int y, byte[] row) {
        int index = start + y * rowStep;
        if (columnStep == 1) {
            samples.get(index, row, 0, size.width());
            return;
        }
        for (int x = 0; x < size.width(); x++, index += columnStep) {
            row[x] = samples.get(index);
        }
    }

    /** Writes the start of {@code row} as row {@code y}; only for planes that are not turned. */
    void write(int y, byte[] row) {
        samples.put(start + y * rowStep, row, 0, size.width());
    }
}
