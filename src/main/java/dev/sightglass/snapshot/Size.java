// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/** Sides of an upright picture in pixels, each at least 1. */
public record Size(int width, int height) {

    /** The largest size of the same aspect with no side above {@code longestEdge}; this size if that is 0 or no less. */
    public Size within(int longestEdge) {
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
