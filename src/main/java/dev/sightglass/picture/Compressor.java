// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** Turns what is in one frame, which another owns, into a file of one format. Not for use by two threads at once. */
interface Compressor extends AutoCloseable {

    /** The frame's present samples as a file; {@code quality} is 1 to 100 where the format has one. */
    byte[] compress(int quality);

    @Override
    void close();

    /** The compressor for a format. */
    static Compressor of(PictureFormat format, JpegLibrary jpeg, NativeFrame frame) {
        return switch (format) {
            case JPEG -> jpeg == JpegLibrary.TURBOJPEG ? new TurboJpeg(frame) : new MjpegContext(frame);
            case WEBP -> new WebpContext(frame);
            case PNG -> new PngContext(frame);
        };
    }
}
