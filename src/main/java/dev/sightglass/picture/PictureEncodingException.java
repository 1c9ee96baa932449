// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.time.Duration;

/** A picture that is in order could not be encoded; another attempt may succeed. */
public final class PictureEncodingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PictureEncodingException(String message) {
        super(message);
    }

    /** FFmpeg refused or failed in {@code step} with its (negative) error {@code code}. */
    static PictureEncodingException failed(String step, int code) {
        return new PictureEncodingException("FFmpeg failed in " + step + " with error " + code);
    }

    /** TurboJPEG refused a picture with a text of its own. */
    static PictureEncodingException refused(String complaint) {
        return new PictureEncodingException("TurboJPEG failed: " + complaint);
    }

    /** Native memory for {@code what} was not to be had. */
    static PictureEncodingException outOfMemory(String what) {
        return new PictureEncodingException("no native memory for " + what);
    }

    /** All contexts were in use for the whole time a caller waits. */
    static PictureEncodingException busy(Duration waited) {
        return new PictureEncodingException("every picture context was busy for " + waited.toMillis() + " ms");
    }

    /** The calling thread was interrupted while it waited for a context; its interrupt flag is set again. */
    static PictureEncodingException interrupted() {
        return new PictureEncodingException("interrupted while waiting for a picture context");
    }
}
