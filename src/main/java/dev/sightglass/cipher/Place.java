// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.nio.charset.StandardCharsets;

/**
 * Where a sealed text stands. It is bound to it: moved to another row or column it cannot be opened.
 *
 * @param table its name, without line breaks, as {@code column}
 * @param row the value of the row's primary key
 */
public record Place(String table, String column, String row) {

    /** The associated data of AES-GCM; the row comes last, so that no two places give the same. */
    byte[] associatedData(String header) {
        return String.join("\n", header, table, column, row).getBytes(StandardCharsets.UTF_8);
    }
}
