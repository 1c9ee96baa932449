// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/**
 * A part of an upright source picture, in its pixels.
 *
 * @param x of the left column, from 0
 * @param y of the top row, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Box(int x, int y, int width, int height) {

    /** Its sides. */
    public Size size() {
        return new Size(width, height);
    }

    /** As in the header {@code Frame-Roi}: {@code x,y,w,h}. */
    public String text() {
        return x + "," + y + "," + width + "," + height;
    }
}
