// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

/** What a picture costs that the vendor takes as it is. Never falls when a side grows. */
sealed interface Cost {

    /** Tokens for a picture. */
    long tokens(PictureSize size);

    /**
     * So much for each begun square.
     *
     * @param side of a square in pixels
     * @param thousandths of a token per square; the sum is rounded up
     */
    record Patches(int side, long thousandths) implements Cost {
        @Override
        public long tokens(PictureSize size) {
            return (squares(side, size) * thousandths + 999) / 1000;
        }
    }

    /**
     * A base and so much for each begun square.
     *
     * @param side of a square in pixels
     */
    record Tiles(int side, long base, long each) implements Cost {
        @Override
        public long tokens(PictureSize size) {
            return base + each * squares(side, size);
        }
    }

    /** The same for all pictures. */
    record Flat(long tokens) implements Cost {
        @Override
        public long tokens(PictureSize size) {
            return tokens;
        }
    }

    /** How many squares of a side cover a picture. */
    static long squares(int side, PictureSize size) {
        return begun(size.width(), side) * begun(size.height(), side);
    }

    private static long begun(int length, int side) {
        return (length + side - 1L) / side;
    }
}
