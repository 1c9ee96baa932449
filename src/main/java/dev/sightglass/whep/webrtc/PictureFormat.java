// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/**
 * Size and turn of a picture.
 *
 * @param width pixels, before rotation
 * @param height pixels, before rotation
 * @param rotation degrees clockwise to stand upright: 0, 90, 180 or 270
 */
public record PictureFormat(int width, int height, int rotation) {

    /** Tells whether the picture fits into {@code maxWidth x maxHeight} lying or standing. */
    public boolean fits(int maxWidth, int maxHeight) {
        return (width <= maxWidth && height <= maxHeight) || (width <= maxHeight && height <= maxWidth);
    }
}
