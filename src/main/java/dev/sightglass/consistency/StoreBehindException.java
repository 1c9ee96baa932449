// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The database does not show yet what a token names: it is a replica, or has just taken over from another server. */
public final class StoreBehindException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    StoreBehindException() {
        super("UNAVAILABLE", "database:behind");
    }

    @Override
    public Integer retryAfterSeconds() {
        return 1;
    }
}
