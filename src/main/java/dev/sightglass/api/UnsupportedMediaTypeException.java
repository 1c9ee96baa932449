// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A request body that does not claim to be JSON. */
final class UnsupportedMediaTypeException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnsupportedMediaTypeException() {
        super("UNSUPPORTED_MEDIA_TYPE", "request:contentType");
    }
}
