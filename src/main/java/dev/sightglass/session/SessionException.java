// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** Something asked of a session that can't be done. */
public abstract class SessionException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    SessionException(String code, String detail) {
        super(code, detail);
    }
}
