// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

/**
 * Standard output, for the few lines that are meant for the person who started the process and must not reach a log file:
 * the first API key, the demo's {@code curl} line.
 */
public final class Console {

    /** Prints lines as one block. */
    public void print(String... lines) {
        System.out.println(String.join(System.lineSeparator(), lines));
    }
}
