// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A delivery whose body is absent or no JSON. */
public final class UnreadableDeliveryException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableDeliveryException() {
        super("INVALID_INPUT", "request:body", "a JSON object is expected");
    }
}
