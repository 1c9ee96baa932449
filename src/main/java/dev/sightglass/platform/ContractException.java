// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused in the contract's words. {@link #code}, {@link #detail} and {@link #hint} are shown to the caller, so
 * none of them may repeat what a caller sent or anything secret. Has no stack trace: anybody can cause one, in any number,
 * and the detail names the site.
 */
public abstract class ContractException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;
    private final @Nullable String hint;

    /** A refusal without a hint. */
    protected ContractException(String code, String detail) {
        this(code, detail, null);
    }

    /**
     * @param code one of the contract's codes, such as {@code INVALID_STATE}; decides the HTTP status
     * @param detail label of the failure site, {@code area:camelCaseReason}
     * @param hint a sentence that says what would be right, or null
     */
    protected ContractException(String code, String detail, @Nullable String hint) {
        super(code + " " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.hint = hint;
    }

    /** Stable machine code in the contract's words. */
    public String code() {
        return code;
    }

    /** Label of the failure site, {@code area:camelCaseReason}. */
    public String detail() {
        return detail;
    }

    /** A sentence that says what would be right, or null. */
    public @Nullable String hint() {
        return hint;
    }

    /** Seconds after which to try again, or null where the same request would fail the same way. */
    public @Nullable Integer retryAfterSeconds() {
        return null;
    }
}
