// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import org.jspecify.annotations.Nullable;

/** A request that cannot be understood or is out of range. The detail names the field, the hint says what would be right. */
final class InvalidInputException extends RuntimeException {

    private final String detail;
    private final @Nullable String hint;

    private InvalidInputException(String detail, @Nullable String hint) {
        super(detail, null, false, false);
        this.detail = detail;
        this.hint = hint;
    }

    /**
     * @param area what the field belongs to, such as {@code session}
     * @param field its name on the wire
     * @param hint a sentence for the person who wrote the request
     */
    static InvalidInputException field(String area, String field, String hint) {
        return new InvalidInputException(area + ':' + field, hint);
    }

    /** The body as a whole is at fault. */
    static InvalidInputException body(String hint) {
        return new InvalidInputException("request:body", hint);
    }

    String detail() {
        return detail;
    }

    @Nullable String hint() {
        return hint;
    }
}
