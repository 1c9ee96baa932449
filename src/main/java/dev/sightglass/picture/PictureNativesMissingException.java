// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** FFmpeg's native libraries cannot be loaded here. The message is one sentence that says what to do. */
public final class PictureNativesMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PictureNativesMissingException(String message, Throwable cause) {
        super(message, cause);
    }

    static PictureNativesMissingException because(String sentence, Throwable cause) {
        return new PictureNativesMissingException(sentence, cause);
    }
}
