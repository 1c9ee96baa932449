// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/**
 * A small shape with soft edges, drawn once and then stamped onto pictures. Not for concurrent drawing; stamping it from
 * several threads is safe.
 */
final class Mask {
    final int width;
    final int height;

    /** How much of each pixel the shape covers, 0 to 255, row by row. */
    final byte[] coverage;

    Mask(int width, int height) {
        this.width = width;
        this.height = height;
        this.coverage = new byte[width * height];
    }

    /**
     * Adds a pen stroke; parts outside the mask are cut off.
     *
     * @param stroke in pixels; (0, 0) is the top left corner of the top left pixel
     * @param penWidth in pixels
     */
    void add(Stroke stroke, double penWidth) {
        double reach = penWidth / 2 + 1;
        int left = (int) Math.max(0, Math.min(stroke.x1(), stroke.x2()) - reach);
        int top = (int) Math.max(0, Math.min(stroke.y1(), stroke.y2()) - reach);
        int right = (int) Math.min(width, Math.max(stroke.x1(), stroke.x2()) + reach + 1);
        int bottom = (int) Math.min(height, Math.max(stroke.y1(), stroke.y2()) + reach + 1);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                cover(y * width + x, penWidth / 2 - stroke.distance(x + 0.5, y + 0.5) + 0.5);
            }
        }
    }

    private void cover(int pixel, double share) {
        int value = (int) Math.round(255 * Math.max(0, Math.min(1, share)));
        if (value > (coverage[pixel] & 0xFF)) {
            coverage[pixel] = (byte) value;
        }
    }
}
