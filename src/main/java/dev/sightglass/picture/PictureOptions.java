// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a picture is to be encoded.
 *
 * @param format the kind of file
 * @param crop the part that is wanted, or null for all of it
 * @param width columns of the result in upright pixels, 1 to those of the crop
 * @param height rows of the result in upright pixels, 1 to those of the crop
 * @param quality 1 to 100: for JPEG the scale of the Independent JPEG Group (libjpeg), for WebP that of libwebp; PNG has none
 * @param maxBytes upper bound of the file, for which quality and then size are lowered; 0 for no bound
 */
public record PictureOptions(
        PictureFormat format, @Nullable Crop crop, int width, int height, int quality, int maxBytes) {

    /**
     * Checks the numbers; whether they suit a picture shows when it is encoded.
     *
     * @throws IllegalArgumentException if a side is below 1 or above that of the crop, {@code quality} not within 1 to 100,
     *     or {@code maxBytes} negative
     */
    public PictureOptions {
        Objects.requireNonNull(format, "format");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least 1x1 pixels, not " + width + "x" + height);
        }
        if (crop != null && (width > crop.width() || height > crop.height())) {
            throw new IllegalArgumentException(width + "x" + height + " is larger than " + crop);
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, was " + quality);
        }
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must be 0 or more, was " + maxBytes);
        }
    }

    /**
     * All of a picture as JPEG, in its own aspect, without a bound of bytes.
     *
     * @param longestEdge upper bound of both sides in pixels, or 0 for the native size; never scales up
     * @param quality 1 to 100
     * @throws IllegalArgumentException if {@code longestEdge} is negative or {@code quality} out of range
     */
    public static PictureOptions jpeg(Picture picture, int longestEdge, int quality) {
        if (longestEdge < 0) {
            throw new IllegalArgumentException("longestEdge must be 0 or more, was " + longestEdge);
        }
        Size size = picture.upright().within(longestEdge);
        return new PictureOptions(PictureFormat.JPEG, null, size.width(), size.height(), quality, 0);
    }

    Size size() {
        return new Size(width, height);
    }
}
