// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

/**
 * Something asked of a session that can't be done. {@link #code} and {@link #detail} are the contract's, and safe to show to
 * the caller.
 */
public abstract sealed class SessionException extends RuntimeException
        permits SessionNotFoundException, InvalidStateException, TooManySessionsException, InvalidSessionException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;

    SessionException(String code, String detail) {
        super(code + " " + detail);
        this.code = code;
        this.detail = detail;
    }

    /** Stable machine code in the contract's words, such as {@code SESSION_NOT_FOUND}. */
    public String code() {
        return code;
    }

    /** Label of the failure site, {@code session:camelCaseReason}. */
    public String detail() {
        return detail;
    }
}
