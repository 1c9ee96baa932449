// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** There is no capacity for what was asked, now; later there may be. */
public final class UnavailableException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Seconds after which there may be room for another session. */
    private static final int LATER = 10;

    /** @param detail short label of what is short, safe to expose, such as {@code session:tooManyFeeds} */
    public UnavailableException(String detail) {
        super("UNAVAILABLE", detail);
    }

    @Override
    public Integer retryAfterSeconds() {
        return LATER;
    }
}
