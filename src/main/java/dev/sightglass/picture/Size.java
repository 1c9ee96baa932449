// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** Sides of a picture or plane in pixels. */
record Size(int width, int height) {

    /** The size of a chroma plane under luma of this size: half, rounded up. */
    Size chroma() {
        return new Size((width + 1) / 2, (height + 1) / 2);
    }

    /** This size after a turn by {@code degrees}, a multiple of 90. */
    Size turned(int degrees) {
        return degrees % 180 == 0 ? this : new Size(/* width= */ height, /* height= */ width);
    }

    /** The largest size of the same aspect with no side above {@code longestEdge}; this size if that is 0 or no less. */
    Size within(int longestEdge) {
        int longest = Math.max(width, height);
        if (longestEdge == 0 || longest <= longestEdge) {
            return this;
        }
        return new Size(scaled(width, longestEdge, longest), scaled(height, longestEdge, longest));
    }

    private static int scaled(int side, int numerator, int denominator) {
        long rounded = ((long) side * numerator + denominator / 2) / denominator;
        return (int) Math.max(1, rounded);
    }
}
