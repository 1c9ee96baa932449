// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** There is no such quote: never was, was used, is another workspace's, was forgotten, or the text is no quote id. */
public final class QuoteNotFoundException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    QuoteNotFoundException() {
        super("QUOTE_NOT_FOUND", "quote:notFound");
    }
}
