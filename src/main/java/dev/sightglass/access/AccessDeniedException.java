// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A request that may not pass. Nothing of it repeats anything of the credential. */
public abstract class AccessDeniedException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    AccessDeniedException(String code, String detail) {
        super(code, detail);
    }
}
