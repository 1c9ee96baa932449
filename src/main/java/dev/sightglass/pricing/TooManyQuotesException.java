// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The workspace holds as many unexpired quotes as it may; they expire by themselves. */
public final class TooManyQuotesException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    TooManyQuotesException() {
        super("CONFLICT", "quote:tooMany");
    }

    /** Some of them will have expired a second later, unless they were asked for in one burst. */
    @Override
    public Integer retryAfterSeconds() {
        return 1;
    }
}
