// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * Everything native contexts depend on; two pictures of equal shape can use the same ones.
 *
 * @param source size before scaling and rotation
 * @param scaled size after scaling, before rotation
 * @param rotation degrees clockwise
 * @param colors of the source
 * @param quality 1 to 100
 */
record Shape(Size source, Size scaled, int rotation, Colors colors, int quality) {

    static Shape of(Picture picture, JpegOptions options) {
        Size source = new Size(picture.width(), picture.height());
        return new Shape(
                source, source.within(options.longestEdge()), picture.rotation(), picture.colors(), options.quality());
    }

    Size upright() {
        return scaled.turned(rotation);
    }
}
