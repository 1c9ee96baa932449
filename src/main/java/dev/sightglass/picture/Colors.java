// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * How the samples of a picture stand for colours.
 *
 * @param matrix which weights made luma and chroma out of red, green and blue
 * @param range which code values stand for black and white
 */
public record Colors(Matrix matrix, Range range) {

    /** What video without a statement of its own is: BT.601, limited. VP8 knows nothing else. */
    public static final Colors VIDEO = new Colors(Matrix.BT601, Range.LIMITED);

    /** What a JFIF file is: BT.601, full. */
    public static final Colors JFIF = new Colors(Matrix.BT601, Range.FULL);

    /** The weights of red, green and blue in luma. */
    public enum Matrix {
        /** Recommendation ITU-R BT.601, also SMPTE 170M. */
        BT601,
        /** Recommendation ITU-R BT.709. */
        BT709
    }

    /** The code values between black and white. */
    public enum Range {
        /** Luma 16 to 235, chroma 16 to 240. */
        LIMITED,
        /** Luma and chroma 0 to 255. */
        FULL
    }
}
