// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** There is no session of that id: never was, was forgotten, or the text is no session id at all. */
public final class SessionNotFoundException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Makes one; the id is left out, since it may be anything a caller sent. */
    public SessionNotFoundException() {
        super("SESSION_NOT_FOUND", "session:notFound");
    }
}
