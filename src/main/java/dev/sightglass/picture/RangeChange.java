// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import dev.sightglass.picture.Colors.Range;

/**
 * From the code values of one range to those of another, of one matrix. Made once: its tables are large.
 *
 * @param luma for Y
 * @param chroma for U and V
 */
record RangeChange(CodeTable luma, CodeTable chroma) {

    static final RangeChange NONE = between(Range.FULL, Range.FULL);
    private static final RangeChange EXPANSION = between(Range.LIMITED, Range.FULL);
    private static final RangeChange REDUCTION = between(Range.FULL, Range.LIMITED);

    static RangeChange of(Range from, Range to) {
        if (from == to) {
            return NONE;
        }
        return to == Range.FULL ? EXPANSION : REDUCTION;
    }

    /** Codes between black and white. */
    static double lumaSpan(Range range) {
        return range == Range.FULL ? 255 : 219;
    }

    /** Codes between the two ends of a colour difference. */
    static double chromaSpan(Range range) {
        return range == Range.FULL ? 255 : 224;
    }

    /** What a code of luma becomes, before rounding. */
    static double luma(int code, Range from, Range to) {
        return black(to) + (code - black(from)) * lumaSpan(to) / lumaSpan(from);
    }

    private static RangeChange between(Range from, Range to) {
        byte[] luma = new byte[256];
        byte[] chroma = new byte[256];
        for (int code = 0; code < 256; code++) {
            luma[code] = rounded(luma(code, from, to));
            chroma[code] = rounded(128 + (code - 128) * chromaSpan(to) / chromaSpan(from));
        }
        return new RangeChange(new CodeTable(luma), new CodeTable(chroma));
    }

    private static int black(Range range) {
        return range == Range.FULL ? 0 : 16;
    }

    private static byte rounded(double code) {
        return (byte) Math.max(0, Math.min(255, Math.round(code)));
    }
}
