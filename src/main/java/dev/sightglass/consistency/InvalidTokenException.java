// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A request brought as consistency token what is no token. */
public final class InvalidTokenException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidTokenException() {
        super(
                "INVALID_INPUT",
                "request:consistencyToken",
                "Send x-lx-consistency-token exactly as an answer gave it, or leave it out.");
    }
}
