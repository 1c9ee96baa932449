// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.time.Duration;

/** A picture that is in order could not be encoded; another attempt may succeed. */
public final class JpegEncodingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private JpegEncodingException(String message) {
        super(message);
    }

    /** FFmpeg refused or failed in {@code step} with its (negative) error {@code code}. */
    static JpegEncodingException failed(String step, int code) {
        return new JpegEncodingException("FFmpeg failed in " + step + " with error " + code);
    }

    /** Native memory for {@code what} was not to be had. */
    static JpegEncodingException outOfMemory(String what) {
        return new JpegEncodingException("no native memory for " + what);
    }

    /** All contexts were in use for the whole time a caller waits. */
    static JpegEncodingException busy(Duration waited) {
        return new JpegEncodingException("every JPEG context was busy for " + waited.toMillis() + " ms");
    }

    /** The calling thread was interrupted while it waited for a context; its interrupt flag is set again. */
    static JpegEncodingException interrupted() {
        return new JpegEncodingException("interrupted while waiting for a JPEG context");
    }
}
