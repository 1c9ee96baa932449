// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import org.jspecify.annotations.Nullable;

/** Native libraries cannot be loaded here. The message is one sentence that says what to do. */
public final class PictureNativesMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PictureNativesMissingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static PictureNativesMissingException because(String sentence) {
        return new PictureNativesMissingException(sentence, null);
    }

    static PictureNativesMissingException because(String sentence, Throwable cause) {
        return new PictureNativesMissingException(sentence, cause);
    }
}
