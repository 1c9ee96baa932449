// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/** The quantization tables of libjpeg: ITU-T T.81, Annex K.1, scaled by quality as the Independent JPEG Group does. */
final class QuantizationTables {

    private static final int[] LUMA = {
        16, 11, 10, 16, 24, 40, 51, 61, //
        12, 12, 14, 19, 26, 58, 60, 55, //
        14, 13, 16, 24, 40, 57, 69, 56, //
        14, 17, 22, 29, 51, 87, 80, 62, //
        18, 22, 37, 56, 68, 109, 103, 77, //
        24, 35, 55, 64, 81, 104, 113, 92, //
        49, 64, 78, 87, 103, 121, 120, 101, //
        72, 92, 95, 98, 112, 100, 103, 99
    };

    private static final int[] CHROMA = {
        17, 18, 24, 47, 99, 99, 99, 99, //
        18, 21, 26, 66, 99, 99, 99, 99, //
        24, 26, 56, 99, 99, 99, 99, 99, //
        47, 66, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99
    };

    private QuantizationTables() {}

    /** The 64 steps for luma, 1 to 255, row by row. */
    static short[] luma(int quality) {
        return scaled(LUMA, quality);
    }

    /** The 64 steps for chroma, 1 to 255, row by row. */
    static short[] chroma(int quality) {
        return scaled(CHROMA, quality);
    }

    private static short[] scaled(int[] table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        short[] steps = new short[table.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (short) Math.min(255, Math.max(1, (table[i] * percent + 50) / 100));
        }
        return steps;
    }
}
