// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single fields. Each throws an INVALID_INPUT that names the field; none repeats the value. */
final class Limits {
    private static final int MAX_NAME_LENGTH = 80;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{3,40}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Limits() {}

    static void slug(String slug) {
        if (!SLUG.matcher(slug).matches()) {
            throw WorkspaceException.field("slug", "3 to 40 lowercase letters, digits and hyphens");
        }
    }

    /** The name without blanks around it. */
    static String name(String name) {
        String trimmed = name.strip();
        boolean fits = !trimmed.isEmpty() && trimmed.codePointCount(0, trimmed.length()) <= MAX_NAME_LENGTH;
        if (!fits || CONTROL.matcher(trimmed).find()) {
            throw WorkspaceException.field("name", "1 to " + MAX_NAME_LENGTH + " characters, none of them a control");
        }
        return trimmed;
    }

    static void within(String field, @Nullable Double value, double min, double max) {
        // Written so that NaN is refused too.
        if (value != null && !(value >= min && value <= max)) {
            throw WorkspaceException.field(field, "a number from " + plain(min) + " to " + plain(max));
        }
    }

    private static String plain(double bound) {
        return Long.toString((long) bound);
    }
}
