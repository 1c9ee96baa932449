// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.jwt;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A token cannot be judged now, since its issuer's keys cannot be fetched. Says nothing of the token, so it is no 401. */
final class JwtKeysUnavailableException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    JwtKeysUnavailableException() {
        super("UNAVAILABLE", "token:keysUnavailable");
    }

    @Override
    public Integer retryAfterSeconds() {
        return (int) IssuerKeys.MIN_INTERVAL.toSeconds();
    }
}
