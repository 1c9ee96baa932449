// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.nio.ByteBuffer;

/**
 * One plane of samples, 8 bits each.
 *
 * @param samples a direct buffer whose index 0 is the top left sample
 * @param stride bytes from one row to the next
 * @param size columns and rows
 */
record Plane(ByteBuffer samples, int stride, Size size) {

    /**
     * Writes this plane, turned clockwise by {@code degrees} (0, 90, 180 or 270), into {@code target} of the turned size.
     * Under an odd side, chroma lands half a chroma sample beside its luma, as in libyuv: less than the eye sees.
     */
    void turnInto(Plane target, int degrees) {
        int lastColumn = size.width() - 1;
        int lastRow = (size.height() - 1) * stride;
        switch (degrees) {
            case 0 -> copyRows(target);
            case 90 -> copySamples(target, lastRow, -stride, 1);
            case 180 -> copySamples(target, lastRow + lastColumn, -1, -stride);
            case 270 -> copySamples(target, lastColumn, stride, -1);
            default -> throw new IllegalArgumentException("cannot turn by " + degrees);
        }
    }

    private void copyRows(Plane target) {
        for (int y = 0; y < size.height(); y++) {
            target.samples.put(y * target.stride, samples, y * stride, size.width());
        }
    }

    /** Fills the target row by row from {@code start}, moving by the two steps for each column and row of the target. */
    private void copySamples(Plane target, int start, int columnStep, int rowStep) {
        byte[] row = new byte[target.size.width()];
        for (int y = 0; y < target.size.height(); y++) {
            int from = start + y * rowStep;
            for (int x = 0; x < row.length; x++, from += columnStep) {
                row[x] = samples.get(from);
            }
            target.samples.put(y * target.stride, row);
        }
    }
}
