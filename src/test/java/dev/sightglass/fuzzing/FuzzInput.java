// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.fuzzing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of one try, read as some lines and what follows them, so that seeds are files that people can read. For one thread. */
public final class FuzzInput {
    private final byte[] bytes;
    private int at;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next line without its LF, one character a byte; empty once all is read. */
    public String line() {
        int from = at;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        String line = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        at = Math.min(at + 1, bytes.length);
        return line;
    }

    /** All that is not read yet. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }
}
