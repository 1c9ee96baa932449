// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.keys;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The workspace has no key of that id; what is no id is nobody's either. */
final class KeyNotFoundException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    KeyNotFoundException() {
        super("NOT_FOUND", "key:notFound");
    }
}
