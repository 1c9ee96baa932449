// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * A part of a picture, in pixels of the upright picture at its native size.
 *
 * @param x columns left of it, 0 or more
 * @param y rows above it, 0 or more
 * @param width its columns, 1 or more
 * @param height its rows, 1 or more
 */
public record Crop(int x, int y, int width, int height) {

    /**
     * Checks the numbers against each other; whether the part lies within a picture shows when one is encoded.
     *
     * @throws IllegalArgumentException if it has no pixel or begins before the picture
     */
    public Crop {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a crop has 1x1 pixels or more at 0,0 or more, not " + width + "x" + height + " at " + x + "," + y);
        }
    }

    /** All of a picture. */
    static Crop all(Picture picture) {
        return new Crop(0, 0, picture.uprightWidth(), picture.uprightHeight());
    }

    Size size() {
        return new Size(width, height);
    }

    boolean isWithin(Size upright) {
        return (long) x + width <= upright.width() && (long) y + height <= upright.height();
    }

    /**
     * Where this lies before the picture is turned.
     *
     * @param stored size of the picture before it is turned
     * @param rotation degrees that it is to be turned clockwise
     */
    Crop beforeTurn(Size stored, int rotation) {
        return switch (rotation) {
            case 90 -> new Crop(y, stored.height() - x - width, /* width= */ height, /* height= */ width);
            case 180 -> new Crop(stored.width() - x - width, stored.height() - y - height, width, height);
            case 270 -> new Crop(stored.width() - y - height, x, /* width= */ height, /* height= */ width);
            default -> this;
        };
    }
}
