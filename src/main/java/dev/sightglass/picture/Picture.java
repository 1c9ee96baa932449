// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * A decoded I420 picture: {@code width}×{@code height} luma samples of 8 bits, chroma planes of half that size each way,
 * rounded up. A view: it owns nothing, and whoever owns the samples keeps them alive and unchanged while it is in use.
 * Each plane begins at its buffer's position when the picture is made; later moves of that position do not matter.
 *
 * @param width columns of luma, in pixels, before rotation
 * @param height rows of luma, in pixels, before rotation
 * @param y luma, a direct buffer
 * @param strideY bytes from one row of luma to the next
 * @param u blue difference, a direct buffer
 * @param strideU bytes from one row of {@code u} to the next
 * @param v red difference, a direct buffer
 * @param strideV bytes from one row of {@code v} to the next
 * @param rotation degrees to turn the picture clockwise to make it upright: 0, 90, 180 or 270
 * @param colors what the samples stand for
 */
public record Picture(
        int width,
        int height,
        ByteBuffer y,
        int strideY,
        ByteBuffer u,
        int strideU,
        ByteBuffer v,
        int strideV,
        int rotation,
        Colors colors) {

    /** Longest side that is encoded, in pixels. */
    public static final int MAX_LONGEST_EDGE = 4096;

    /** Longest shorter side that is encoded, in pixels. */
    public static final int MAX_SHORTEST_EDGE = 2304;

    /**
     * Checks that native code may read what the numbers describe.
     *
     * @throws IllegalArgumentException if a side is below 1, the rotation none of the four, a buffer not direct, a
     *     stride shorter than its row, or a buffer shorter than its plane
     */
    public Picture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least 1x1 pixels, not " + width + "x" + height);
        }
        if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
            throw new IllegalArgumentException("rotation must be 0, 90, 180 or 270, was " + rotation);
        }
        Objects.requireNonNull(colors, "colors");
        Size chroma = new Size(width, height).chroma();
        y = plane("y", y, strideY, width, height);
        u = plane("u", u, strideU, chroma.width(), chroma.height());
        v = plane("v", v, strideV, chroma.width(), chroma.height());
    }

    /**
     * Says whether a picture of this size, either way round, is one that {@link PictureEncoder} takes.
     *
     * @param width columns, in pixels
     * @param height rows, in pixels
     */
    public static boolean isEncodable(int width, int height) {
        return Math.min(width, height) >= 1
                && Math.max(width, height) <= MAX_LONGEST_EDGE
                && Math.min(width, height) <= MAX_SHORTEST_EDGE;
    }

    /** Columns of this picture when it is turned upright, in pixels. */
    public int uprightWidth() {
        return upright().width();
    }

    /** Rows of this picture when it is turned upright, in pixels. */
    public int uprightHeight() {
        return upright().height();
    }

    Size stored() {
        return new Size(width, height);
    }

    Size upright() {
        return stored().turned(rotation);
    }

    /**
     * Y, U and V of a part, which is given upright and viewed as it is stored. Luma is that part exactly; under an odd
     * offset chroma begins with the sample that covers the first pixel, so it lies up to one pixel beside its luma.
     */
    List<Plane> planes(Crop crop) {
        Crop part = crop.beforeTurn(stored(), rotation);
        Size chroma = part.size().chroma();
        return List.of(
                Plane.of(y, strideY, part.x(), part.y(), part.size()),
                Plane.of(u, strideU, part.x() / 2, part.y() / 2, chroma),
                Plane.of(v, strideV, part.x() / 2, part.y() / 2, chroma));
    }

    private static ByteBuffer plane(String name, ByteBuffer samples, int stride, int width, int height) {
        if (!samples.isDirect()) {
            throw new IllegalArgumentException("plane " + name + " must be a direct buffer");
        }
        if (stride < width) {
            throw new IllegalArgumentException(
                    "stride of plane " + name + " is " + stride + ", less than its row of " + width);
        }
        long needed = (long) stride * (height - 1) + width;
        if (samples.remaining() < needed) {
            throw new IllegalArgumentException(
                    "plane " + name + " needs " + needed + " bytes but has " + samples.remaining());
        }
        return samples.slice();
    }
}
