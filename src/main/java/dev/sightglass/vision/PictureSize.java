// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

/** Sides of a picture in pixels, each at least 1. */
public record PictureSize(int width, int height) {

    int longest() {
        return Math.max(width, height);
    }

    int shortest() {
        return Math.min(width, height);
    }

    /** This size scaled so that its longer side is {@code edge}; sides are rounded to whole pixels, at least 1. */
    PictureSize withLongest(int edge) {
        return new PictureSize(scaled(width, edge), scaled(height, edge));
    }

    private int scaled(int side, int edge) {
        int longest = longest();
        return (int) Math.max(1, ((long) side * edge + longest / 2) / longest);
    }
}
