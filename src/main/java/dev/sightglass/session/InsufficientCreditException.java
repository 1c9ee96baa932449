// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.io.Serial;

/** What the workspace has spent, holds and now wants to hold together exceeds its spending limit. */
public final class InsufficientCreditException extends SessionException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public InsufficientCreditException() {
        super("INSUFFICIENT_CREDIT", "session:spendingLimit");
    }
}
