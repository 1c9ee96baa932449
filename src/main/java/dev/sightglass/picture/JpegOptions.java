// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * How a JPEG is to be made.
 *
 * @param longestEdge upper bound of both sides in pixels, or 0 for the size of the source; never scales up
 * @param quality 1 to 100 on the scale of the Independent JPEG Group (libjpeg)
 */
public record JpegOptions(int longestEdge, int quality) {

    /**
     * Checks both numbers.
     *
     * @throws IllegalArgumentException if {@code longestEdge} is negative or {@code quality} not within 1 to 100
     */
    public JpegOptions {
        if (longestEdge < 0) {
            throw new IllegalArgumentException("longestEdge must be 0 or more, was " + longestEdge);
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, was " + quality);
        }
    }
}
