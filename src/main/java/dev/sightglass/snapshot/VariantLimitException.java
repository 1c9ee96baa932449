// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A frame was asked for in too many variants: {@code RATE_LIMITED}, {@code limit:variants}. The next frame starts anew. */
public final class VariantLimitException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    VariantLimitException() {
        super(
                "RATE_LIMITED",
                "limit:variants",
                "This frame was asked for in too many sizes and qualities. Ask for one that others ask for, or again later.");
    }

    /** A second: by then there are newer frames. */
    @Override
    public Integer retryAfterSeconds() {
        return 1;
    }
}
