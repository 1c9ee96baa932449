// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's native libraries. */
public final class PictureNatives {

    private PictureNatives() {}

    /**
     * Loads the libraries, the first time by unpacking them into JavaCPP's cache ({@code org.bytedeco.javacpp.cachedir},
     * about 60 MB), and switches FFmpeg's own log to standard error off: failures are reported by exceptions. Later
     * calls do nothing. May be called from any thread; blocks while loading.
     *
     * @throws PictureNativesMissingException if they cannot be loaded on this machine
     */
    public static void load() {
        try {
            Loader.load(avutil.class);
            Loader.load(swscale.class);
            Loader.load(avcodec.class);
        } catch (LinkageError error) {
            throw PictureNativesMissingException.because(remedyFor(String.valueOf(error.getMessage())), error);
        }
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    /** One sentence on what the dynamic linker's complaint means and how to mend it. */
    static String remedyFor(String complaint) {
        if (complaint.contains("GLIBC_")) {
            return "FFmpeg's native libraries need glibc 2.35 or newer: run on Debian 12, Ubuntu 22.04 or later.";
        }
        if (complaint.contains("libudev")) {
            return missing("libudev.so.1", "libudev1");
        }
        if (complaint.contains("libstdc++") || complaint.contains("GLIBCXX_")) {
            return missing("a recent enough libstdc++.so.6", "libstdc++6");
        }
        if (complaint.contains("in java.library.path") || complaint.contains("Could not find jni")) {
            return "FFmpeg's native libraries for this platform are not in the build: package it with the Maven profile of"
                    + " this platform.";
        }
        return "FFmpeg's native libraries cannot be loaded (" + complaint
                + "): they need glibc 2.35 or newer and `apt-get install -y libudev1 libstdc++6`.";
    }

    private static String missing(String library, String debianPackage) {
        return "FFmpeg's native libraries miss " + library + ": run `apt-get install -y " + debianPackage + "`.";
    }
}
