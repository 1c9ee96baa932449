// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.api.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters by which a request says which picture it wants, and how each is read. The same names over HTTP, in streams and in
 * tools. What is wrong is said with the name of the parameter.
 */
public final class FrameParameters {

    static final String MAX_AGE = "max_age";
    static final String WAIT = "wait";
    static final String SIZE = "size";
    static final String MAX_EDGE = "max_edge";
    static final String QUALITY = "quality";
    static final String MAX_BYTES = "max_bytes";
    static final String MAX_TOKENS = "max_tokens";
    static final String MODEL = "model";
    static final String ROI = "roi";
    static final String FORMAT = "format";

    /** What decides how the frame is encoded. */
    public static final Set<String> PICTURE =
            Set.of(SIZE, MAX_EDGE, QUALITY, MAX_BYTES, MAX_TOKENS, MODEL, ROI, FORMAT);

    /** All of them: those of the picture, and how old it may be and how long the answer may wait. */
    public static final Set<String> ALL =
            Set.of(MAX_AGE, WAIT, SIZE, MAX_EDGE, QUALITY, MAX_BYTES, MAX_TOKENS, MODEL, ROI, FORMAT);

    /** First half of an error's detail. */
    private static final String AREA = "frame";

    /** No sign, no blank, and few enough digits for an int. */
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    private FrameParameters() {}

    static InvalidInputException wrong(String name, String hint) {
        return InvalidInputException.field(AREA, name, hint);
    }

    /**
     * A whole number.
     *
     * @return null if the parameter is not given
     * @throws InvalidInputException if it is no whole number within the bounds
     */
    static @Nullable Integer whole(Map<String, String> parameters, String name, int min, int max) {
        String text = parameters.get(name);
        if (text == null) {
            return null;
        }
        if (WHOLE.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw wrong(name, "a whole number from " + min + " to " + max);
    }
}
