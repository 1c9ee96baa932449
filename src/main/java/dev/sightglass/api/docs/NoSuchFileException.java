// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.docs;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The documentation has no file of that name. */
final class NoSuchFileException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    NoSuchFileException() {
        super("NOT_FOUND", "docs:noSuchFile");
    }
}
