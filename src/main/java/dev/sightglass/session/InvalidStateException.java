// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.Locale;

/** The session is in a state from which the asked step does not lead, or another caller took it first. */
public final class InvalidStateException extends SessionException {
    private static final long serialVersionUID = 1L;

    private final SessionState state;

    /** Makes one for a session found in {@code state}; the detail is {@code session:} and that state in lower case. */
    public InvalidStateException(SessionState state) {
        super("INVALID_STATE", "session:" + state.name().toLowerCase(Locale.ROOT));
        this.state = state;
    }

    /** The state the session was found in. */
    public SessionState state() {
        return state;
    }
}
