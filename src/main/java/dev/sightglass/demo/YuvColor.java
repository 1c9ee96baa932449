// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

/**
 * A colour as limited-range BT.601 code values (ITU-R BT.601-7, section 2.5.3).
 *
 * @param y luma, 16 (black) to 235 (white)
 * @param u blue difference, 16 to 240, 128 is neutral
 * @param v red difference, 16 to 240, 128 is neutral
 */
record YuvColor(int y, int u, int v) {
    static final YuvColor BLACK = new YuvColor(16, 128, 128);

    /** The nearest code values of a colour given as full-range RGB, each 0 to 255. */
    static YuvColor ofRgb(int red, int green, int blue) {
        double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
        double cb = (blue - luma) / 1.772;
        double cr = (red - luma) / 1.402;
        return new YuvColor((int) Math.round(16 + luma * 219 / 255), (int) Math.round(128 + cb * 224 / 255), (int)
                Math.round(128 + cr * 224 / 255));
    }
}
