// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** The workspace already has as many open sessions as it may have. The contract has no code of its own for it. */
public final class TooManySessionsException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public TooManySessionsException() {
        super("CONFLICT", "session:tooManyOpen");
    }
}
