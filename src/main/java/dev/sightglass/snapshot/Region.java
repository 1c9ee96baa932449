// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/**
 * A part of the upright source picture, whose size is known only when a frame is at hand.
 *
 * @param unit of the four numbers
 * @param x distance of its left side from that of the picture, 0 or more
 * @param y distance of its top from that of the picture, 0 or more
 * @param width at least 1
 * @param height at least 1
 */
public record Region(Unit unit, int x, int y, int width, int height) {

    /** The whole, in {@link Unit#MILLIONTH}. */
    public static final int WHOLE = 1_000_000;

    /** What the numbers count. */
    public enum Unit {
        /** Pixels of the source. */
        PIXEL("r"),
        /** Millionths of the source's width and height. */
        MILLIONTH("f");

        private final String tag;

        Unit(String tag) {
            this.tag = tag;
        }
    }

    /**
     * Checks what can be told without a picture.
     *
     * @throws IllegalArgumentException if it is empty, begins before the picture or, in fractions, ends behind it
     */
    public Region {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("a region begins inside the picture and is not empty");
        }
        if (unit == Unit.MILLIONTH && ((long) x + width > WHOLE || (long) y + height > WHOLE)) {
            throw new IllegalArgumentException("a region ends inside the picture");
        }
    }

    /**
     * The pixels it covers of a picture; those that it covers in part too.
     *
     * @throws RegionOutsideException if not all of it is inside
     */
    public Box in(Size source) {
        if (unit == Unit.MILLIONTH) {
            int left = floor(x, source.width());
            int top = floor(y, source.height());
            return new Box(left, top, ceil(x + width, source.width()) - left, ceil(y + height, source.height()) - top);
        }
        if ((long) x + width > source.width() || (long) y + height > source.height()) {
            throw new RegionOutsideException();
        }
        return new Box(x, y, width, height);
    }

    /** Short form for entity tags, such as {@code r0_0_640_360}. */
    String tag() {
        return unit.tag + x + '_' + y + '_' + width + '_' + height;
    }

    private static int floor(int millionths, int side) {
        return (int) ((long) millionths * side / WHOLE);
    }

    private static int ceil(int millionths, int side) {
        return (int) (((long) millionths * side + WHOLE - 1) / WHOLE);
    }
}
