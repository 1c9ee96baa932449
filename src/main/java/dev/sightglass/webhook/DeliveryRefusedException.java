// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A delivery from somebody who does not know the secrets; it does not say which one, be it that none is configured. */
public final class DeliveryRefusedException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    DeliveryRefusedException() {
        super("NOT_AUTHENTICATED", "webhook:notAuthenticated");
    }
}
