// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** From luma and chroma of BT.709 to those of BT.601. */
final class MatrixChange {

    private static final double RED_601 = 0.299;
    private static final double BLUE_601 = 0.114;
    private static final double GREEN_601 = 1 - RED_601 - BLUE_601;
    private static final double RED_709 = 0.2126;
    private static final double BLUE_709 = 0.0722;
    private static final double GREEN_709 = 1 - RED_709 - BLUE_709;

    private MatrixChange() {}

    /**
     * What BT.709's blue and red difference add to BT.601's luma, then make of its blue difference, then of its red
     * difference: three pairs, the first times {@code luma}, the others times {@code chroma}. Luma itself goes over as it is.
     */
    static int[] toBt601(double luma, double chroma) {
        double[] fromBlue = ofColor(0, -2 * BLUE_709 * (1 - BLUE_709) / GREEN_709, 2 * (1 - BLUE_709));
        double[] fromRed = ofColor(2 * (1 - RED_709), -2 * RED_709 * (1 - RED_709) / GREEN_709, 0);
        int[] pairs = new int[6];
        for (int i = 0; i < 3; i++) {
            double unit = i == 0 ? luma : chroma;
            pairs[2 * i] = (int) Math.round(fromBlue[i] * unit);
            pairs[2 * i + 1] = (int) Math.round(fromRed[i] * unit);
        }
        return pairs;
    }

    private static double[] ofColor(double red, double green, double blue) {
        double luma = RED_601 * red + GREEN_601 * green + BLUE_601 * blue;
        return new double[] {luma, (blue - luma) / (2 * (1 - BLUE_601)), (red - luma) / (2 * (1 - RED_601))};
    }
}
