// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/**
 * Where the parts of the test card lie, in pixels. Strips and bars follow the card's fixed formulas, which readers rely
 * on; the rest scales with the smaller of both sides.
 *
 * @param width of the picture
 * @param height of the picture
 */
record CardLayout(int width, int height) {
    static final int CELLS = 64;
    static final int BARS = 8;

    /** Width of one cell of a strip. */
    int cell() {
        return width / CELLS;
    }

    /** Height of one strip, even, so that no chroma row straddles its edge. */
    int stripHeight() {
        return height / 22 & ~1;
    }

    /** First row of the colour bars, even. */
    int barsTop() {
        return height * 70 / 100 & ~1;
    }

    /** First row below the colour bars, even. */
    int barsBottom() {
        return height * 93 / 100 & ~1;
    }

    /** First column of bar {@code index}, even; of bar {@link #BARS} it is the first column beyond the picture. */
    int barLeft(int index) {
        return index == BARS ? width : width * index / BARS & ~1;
    }

    /** Converts a length on the 1280x720 design into pixels of this card. */
    double scaled(double designed) {
        return designed * Math.min(width / 1280.0, height / 720.0);
    }

    /** Converts a height on the 1280x720 design into a row between the strips and the bars. */
    double row(double designed) {
        int stripsBottom = 2 * stripHeight();
        return stripsBottom + (designed - 64) * (barsTop() - stripsBottom) / (504 - 64);
    }

    /** Column of the dial's centre. */
    double dialX() {
        return width - scaled(206);
    }

    /** Row of the dial's centre. */
    double dialY() {
        return row(284);
    }

    /** Radius of the dial's ring. */
    double dialRadius() {
        return scaled(166);
    }
}
