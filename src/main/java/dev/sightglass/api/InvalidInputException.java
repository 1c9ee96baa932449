// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import dev.sightglass.platform.ContractException;
import java.io.Serial;
import java.util.regex.Pattern;

/** A request that cannot be understood or is out of range. The detail names the field, the hint says what would be right. */
public final class InvalidInputException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Names that may be repeated in an answer; anything else a client made up stays out. */
    private static final Pattern SPEAKABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

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

    /**
     * A field whose name the client made up.
     *
     * @param area what it was sent with
     * @param name as sent
     * @param otherwise what stands for a name that is not fit to be repeated
     * @param hint a sentence for the person who wrote the request
     */
    public static InvalidInputException unknown(String area, String name, String otherwise, String hint) {
        return field(area, SPEAKABLE.matcher(name).matches() ? name : otherwise, hint);
    }

    /** The body as a whole is at fault. */
    public static InvalidInputException body(String hint) {
        return new InvalidInputException("request:body", hint);
    }
}
