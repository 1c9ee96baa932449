// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A request that cannot be understood or is out of range. The detail names the field, the hint says what would be right. */
public final class InvalidInputException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    private InvalidInputException(String detail, String hint) {
        super("INVALID_INPUT", detail, hint);
    }

    /**
     * @param area what the field belongs to, such as {@code session}
     * @param field its name on the wire
     * @param hint a sentence for the person who wrote the request
     */
    public static InvalidInputException field(String area, String field, String hint) {
        return new InvalidInputException(area + ':' + field, hint);
    }

    /** The body as a whole is at fault. */
    public static InvalidInputException body(String hint) {
        return new InvalidInputException("request:body", hint);
    }
}
