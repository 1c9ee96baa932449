// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import org.junit.jupiter.api.Test;

/** Derives the bound of a JPEG's macroblock from the standard Huffman tables (ITU-T T.81 Annex K.3), which the JDK brings. */
class WorstCaseTest {

    /** Of a coefficient of an orthonormal 8x8 transform of 8-bit samples. */
    private static final int LARGEST = 1024;

    /** Length of the longest code of a mean, and the bits behind it. */
    private static final int MEAN_BITS = 11 + 11;

    @Test
    void macroblockOfAJpegIsNeverLarger() {
        int luma = blockBits(JPEGHuffmanTable.StdACLuminance, QuantizationTables.luma(FitPlan.FLOOR));
        int chroma = blockBits(JPEGHuffmanTable.StdACChrominance, QuantizationTables.chroma(FitPlan.FLOOR));
        int bytes = (4 * luma + 2 * chroma + 7) / 8;

        assertThat(2 * bytes)
                .isLessThanOrEqualTo(WorstCase.JPEG_MACROBLOCK)
                .isGreaterThan(WorstCase.JPEG_MACROBLOCK * 9 / 10);
    }

    /** The most bits that 63 coefficients can take, by dynamic programming over where the last one before ended. */
    private static int blockBits(JPEGHuffmanTable table, short[] steps) {
        int[] lengths = lengths(table);
        int[] most = new int[64];
        for (int at = 1; at < 64; at++) {
            int size = 32 - Integer.numberOfLeadingZeros(LARGEST / JpegZigzag.least(steps, at) + 1);
            for (int run = 0; run < Math.min(16, at); run++) {
                for (int s = 1; s <= size; s++) {
                    most[at] = Math.max(most[at], most[at - run - 1] + lengths[run << 4 | s] + s);
                }
            }
            if (at >= 16) {
                most[at] = Math.max(most[at], most[at - 16] + lengths[0xF0]);
            }
        }
        return most[63] + lengths[0] + MEAN_BITS;
    }

    private static int[] lengths(JPEGHuffmanTable table) {
        int[] lengths = new int[256];
        int value = 0;
        for (int length = 1; length <= table.getLengths().length; length++) {
            for (int i = 0; i < table.getLengths()[length - 1]; i++) {
                lengths[table.getValues()[value++]] = length;
            }
        }
        return lengths;
    }

    /** Steps in the order of the file. */
    private static final class JpegZigzag {
        static int least(short[] steps, int at) {
            return steps[JpegFormatTest.ZIGZAG[at]];
        }
    }
}
