// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * Everything native contexts depend on; two pictures of equal shape can use the same ones.
 *
 * @param format of the file
 * @param source size of the part that is wanted before scaling and rotation
 * @param scaled size after scaling, before rotation
 * @param rotation degrees clockwise
 * @param colors of the source
 */
record Shape(PictureFormat format, Size source, Size scaled, int rotation, Colors colors) {

    /** What {@code crop} of a picture needs to become {@code format} of {@code upright} size. */
    static Shape of(Picture picture, Crop crop, PictureFormat format, Size upright) {
        int rotation = picture.rotation();
        return new Shape(format, crop.size().turned(rotation), upright.turned(rotation), rotation, picture.colors());
    }

    /** This shape for a file of another size, upright. */
    Shape scaledTo(Size upright) {
        return new Shape(format, source, upright.turned(rotation), rotation, colors);
    }

    /** The range in which the format takes its samples, BT.601 all of them. */
    Colors.Range range() {
        return format == PictureFormat.WEBP ? Colors.Range.LIMITED : Colors.Range.FULL;
    }

    Size upright() {
        return scaled.turned(rotation);
    }
}
