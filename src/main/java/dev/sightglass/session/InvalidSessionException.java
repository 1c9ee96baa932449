// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/** A field of a request for a session is missing or out of range. */
public final class InvalidSessionException extends SessionException {
    private static final long serialVersionUID = 1L;

    /** Makes one that names the field; the detail is {@code session:} and the field, the value is never repeated. */
    public InvalidSessionException(String field) {
        super("INVALID_INPUT", "session:" + field);
    }
}
