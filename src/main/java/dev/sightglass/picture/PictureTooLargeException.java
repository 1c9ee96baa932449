// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** A picture is larger than what is encoded. Nothing was allocated for it. */
public final class PictureTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PictureTooLargeException(String message) {
        super(message);
    }

    static PictureTooLargeException of(int width, int height) {
        return new PictureTooLargeException("picture of " + width + "x" + height + " exceeds "
                + Picture.MAX_LONGEST_EDGE + "x" + Picture.MAX_SHORTEST_EDGE);
    }
}
