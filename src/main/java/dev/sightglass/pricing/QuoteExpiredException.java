// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The quote was good once; another one is to be asked for. */
public final class QuoteExpiredException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    QuoteExpiredException() {
        super("QUOTE_EXPIRED", "quote:expired");
    }
}
