// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.util.Arrays;

/** A luma plane without padding that shapes are stamped on. Not thread-safe. */
final class LumaCanvas {
    final int width;
    final int height;

    /** Code values, row by row. */
    final byte[] pixels;

    LumaCanvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[width * height];
    }

    /** Takes over all pixels of a canvas of the same size. */
    void copyFrom(LumaCanvas other) {
        System.arraycopy(other.pixels, 0, pixels, 0, pixels.length);
    }

    /** Fills a rectangle, cut to the canvas. */
    void fill(int left, int top, int right, int bottom, int luma) {
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            int row = y * width;
            Arrays.fill(pixels, row + Math.max(0, left), row + Math.min(width, right), (byte) luma);
        }
    }

    /** Repeats row {@code from} on the {@code count} rows below it. */
    void repeatRow(int from, int count) {
        for (int y = from + 1; y <= from + count; y++) {
            System.arraycopy(pixels, from * width, pixels, y * width, width);
        }
    }

    /** Draws a shape in one luma, blended at its edges; parts beyond the canvas are cut off. */
    void stamp(Mask mask, int left, int top, int luma) {
        int firstX = Math.max(0, -left);
        int lastX = Math.min(mask.width, width - left);
        for (int y = Math.max(0, -top); y < Math.min(mask.height, height - top); y++) {
            int source = y * mask.width;
            int target = (top + y) * width + left;
            for (int x = firstX; x < lastX; x++) {
                int coverage = mask.coverage[source + x] & 0xFF;
                if (coverage != 0) {
                    int under = pixels[target + x] & 0xFF;
                    pixels[target + x] = (byte) (under + (luma - under) * coverage / 255);
                }
            }
        }
    }
}
