// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** The quote is for another place or a shorter session. It can still be used for what it was asked for. */
public final class QuoteMismatchException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    QuoteMismatchException() {
        super(
                "INVALID_INPUT",
                "quote:mismatch",
                "a quote is good within 100 m of its place and for at most its duration");
    }
}
