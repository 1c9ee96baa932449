// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import dev.sightglass.picture.Colors.Matrix;
import dev.sightglass.picture.Colors.Range;
import java.nio.ByteBuffer;

/** A picture given as RGB by column and row, to be had as I420 of any colours by exact maths. */
@FunctionalInterface
interface Drawing {

    /** 0xRRGGBB of an upright pixel. */
    int rgb(int x, int y);

    default Picture picture(int width, int height, Colors colors) {
        return picture(width, height, 0, colors, 0);
    }

    /** As I420 of {@code width} by {@code height} before it is turned, which must be turned by {@code rotation} to be this drawing, {@code padding} bytes after each row. */
    default Picture picture(int width, int height, int rotation, Colors colors, int padding) {
        Drawing turned = (x, y) -> switch (rotation) {
            case 90 -> rgb(height - 1 - y, x);
            case 180 -> rgb(width - 1 - x, height - 1 - y);
            case 270 -> rgb(y, width - 1 - x);
            default -> rgb(x, y);
        };
        int columns = (width + 1) / 2;
        int rows = (height + 1) / 2;
        ByteBuffer luma = plane(width, height, padding, (x, y) -> turned.sample(x, y, colors)[0]);
        ByteBuffer blue = plane(columns, rows, padding, (x, y) -> turned.chroma(x, y, width, height, colors, 1));
        ByteBuffer red = plane(columns, rows, padding, (x, y) -> turned.chroma(x, y, width, height, colors, 2));
        return new Picture(
                width,
                height,
                luma,
                width + padding,
                blue,
                columns + padding,
                red,
                columns + padding,
                rotation,
                colors);
    }

    private double chroma(int column, int row, int width, int height, Colors colors, int index) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            int x = Math.min(width - 1, 2 * column + i % 2);
            int y = Math.min(height - 1, 2 * row + i / 2);
            sum += sample(x, y, colors)[index];
        }
        return sum / 4;
    }

    private double[] sample(int x, int y, Colors colors) {
        int rgb = rgb(x, y);
        double r = (rgb >> 16 & 255) / 255.0;
        double g = (rgb >> 8 & 255) / 255.0;
        double b = (rgb & 255) / 255.0;
        double kr = colors.matrix() == Matrix.BT601 ? 0.299 : 0.2126;
        double kb = colors.matrix() == Matrix.BT601 ? 0.114 : 0.0722;
        double luma = kr * r + (1 - kr - kb) * g + kb * b;
        double cb = (b - luma) / (2 * (1 - kb));
        double cr = (r - luma) / (2 * (1 - kr));
        boolean full = colors.range() == Range.FULL;
        return full
                ? new double[] {255 * luma, 128 + 255 * cb, 128 + 255 * cr}
                : new double[] {16 + 219 * luma, 128 + 224 * cb, 128 + 224 * cr};
    }

    private static ByteBuffer plane(int width, int height, int padding, Samples samples) {
        ByteBuffer plane = ByteBuffer.allocateDirect((width + padding) * (height - 1) + width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                long code = Math.round(samples.at(x, y));
                plane.put(y * (width + padding) + x, (byte) Math.max(0, Math.min(255, code)));
            }
            for (int x = width; x < width + padding && y < height - 1; x++) {
                plane.put(y * (width + padding) + x, (byte) 0x55);
            }
        }
        return plane;
    }

    @FunctionalInterface
    interface Samples {
        double at(int x, int y);
    }
}
