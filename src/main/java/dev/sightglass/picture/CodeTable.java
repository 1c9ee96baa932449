// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A new code value for each of the 256 of a sample. Whole planes go through it eight samples at a time, looked up in pairs, which
 * takes about half as long as one by one (docs/decisions/0010-picture-formats.md).
 */
final class CodeTable {

    private static final VarHandle EIGHT = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] single;
    private final char[] pairs = new char[1 << 16];

    CodeTable(byte[] codes) {
        single = codes.clone();
        for (int pair = 0; pair < pairs.length; pair++) {
            pairs[pair] = (char) (codes[pair & 255] & 255 | (codes[pair >> 8] & 255) << 8);
        }
    }

    /** Translates the first samples of a row in place. */
    void translate(byte[] row, int samples) {
        for (int i = 0; i < samples; i++) {
            row[i] = single[row[i] & 255];
        }
    }

    /** Translates a plane to another of its size; neither is turned. */
    void translate(Plane from, Plane to) {
        int width = from.size().width();
        for (int y = 0; y < from.size().height(); y++) {
            translateRow(from.samples(), from.rowAt(y), to.samples(), to.rowAt(y), width);
        }
    }

    private void translateRow(ByteBuffer from, int fromIndex, ByteBuffer to, int toIndex, int width) {
        int x = 0;
        for (; x <= width - Long.BYTES; x += Long.BYTES) {
            long eight = (long) EIGHT.get(from, fromIndex + x);
            long low = pairs[(int) eight & 0xFFFF] | (long) pairs[(int) (eight >>> 16) & 0xFFFF] << 16;
            long high = pairs[(int) (eight >>> 32) & 0xFFFF] | (long) pairs[(int) (eight >>> 48)] << 16;
            EIGHT.set(to, toIndex + x, low | high << 32);
        }
        for (; x < width; x++) {
            to.put(toIndex + x, single[from.get(fromIndex + x) & 255]);
        }
    }
}
