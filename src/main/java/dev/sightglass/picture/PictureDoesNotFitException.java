// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** A bound of bytes is below what the format needs for even a tiny picture. Another attempt would fail as well. */
public final class PictureDoesNotFitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int leastBytes;

    private PictureDoesNotFitException(PictureFormat format, int maxBytes, int leastBytes) {
        super("a " + format + " of " + maxBytes + " bytes is not possible; " + leastBytes + " are");
        this.leastBytes = leastBytes;
    }

    static PictureDoesNotFitException of(PictureFormat format, int maxBytes, int leastBytes) {
        return new PictureDoesNotFitException(format, maxBytes, leastBytes);
    }

    /** The smallest bound that is always met for this format and aspect, in bytes. */
    public int leastBytes() {
        return leastBytes;
    }
}
