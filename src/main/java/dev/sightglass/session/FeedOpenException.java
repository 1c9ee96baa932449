// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.io.Serial;

/** The configured feed has an open session already. */
public final class FeedOpenException extends SessionException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public FeedOpenException() {
        super("CONFLICT", "session:feedOpen");
    }
}
