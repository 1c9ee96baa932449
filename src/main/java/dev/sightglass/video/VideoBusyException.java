// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** As many inputs are being made as may be at the same time. */
public final class VideoBusyException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    VideoBusyException() {
        super("UNAVAILABLE", "video:busy");
    }

    /** A call takes about as long. */
    @Override
    public Integer retryAfterSeconds() {
        return 1;
    }
}
