// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import java.io.Serial;
import java.nio.file.Path;

/** The file of the data key is of no use; says what to do, and nothing that stands in it. */
public final class DataKeyFileException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param problem to be read after the file's name */
    DataKeyFileException(Path file, String problem) {
        super("the file " + file + " " + problem);
    }
}
