// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.util.Locale;

/** What compresses JPEGs. Both make baseline JFIF of the same sizes and colours, with the same scale of quality. */
public enum JpegLibrary {
    /** FFmpeg's own encoder, which is always there. */
    FFMPEG,
    /** libjpeg-turbo, where this machine has {@code libturbojpeg.so.0}. */
    TURBOJPEG;

    /**
     * The library by the name of a setting: {@code ffmpeg}, {@code turbojpeg}, or {@code auto} for TurboJPEG where it can be
     * loaded and FFmpeg elsewhere.
     *
     * @throws PictureNativesMissingException if TurboJPEG is asked for by name and cannot be loaded
     * @throws IllegalArgumentException for another name
     */
    public static JpegLibrary named(String name) {
        if (name.equals("auto")) {
            return TurboJpeg.isPresent() ? TURBOJPEG : FFMPEG;
        }
        JpegLibrary library = valueOf(name.toUpperCase(Locale.ROOT));
        library.load();
        return library;
    }

    /** Loads what FFmpeg's own loading does not bring; throws if it is not on this machine. */
    void load() {
        if (this == TURBOJPEG && !TurboJpeg.isPresent()) {
            throw PictureNativesMissingException.because(
                    "TurboJPEG is not on this machine: run `apt-get install -y libturbojpeg0`, or choose another encoder.");
        }
    }
}
