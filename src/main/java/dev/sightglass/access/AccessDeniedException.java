// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

/**
 * A request that may not pass. {@link #code} and {@link #detail} are the contract's and safe to show; neither repeats
 * anything of the credential. Has no stack trace: anybody can cause one, in any number, and the detail names the site.
 */
public abstract sealed class AccessDeniedException extends RuntimeException
        permits NotAuthenticatedException, NotAuthorizedException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;

    AccessDeniedException(String code, String detail) {
        super(code + " " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** Stable machine code in the contract's words, such as {@code NOT_AUTHENTICATED}. */
    public String code() {
        return code;
    }

    /** Label of the failure site, {@code area:camelCaseReason}. */
    public String detail() {
        return detail;
    }
}
