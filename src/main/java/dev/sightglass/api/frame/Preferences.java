// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Prefer} (RFC 7240 section 2): of all preferences only {@code wait} means something here, the others are ignored. */
final class Preferences {

    /**
     * One preference: its name, a value if it has one, and its parameters up to the next comma outside of quotes. Possessive, so that
     * a long header is neither tried in many ways nor takes the stack.
     */
    private static final Pattern PREFERENCE =
            Pattern.compile("\\s*+([^\\s=;,\"]++)\\s*+(?:=\\s*+(\"[^\"]*+\"|[^\\s;,\"]*+))?+"
                    + "\\s*+(?:;(?:[^,\"]|\"[^\"]*+\")*+)?+(?:,|$)");

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    private Preferences() {}

    /**
     * The value of {@code wait} (RFC 7240 section 4.3), at most the longest that we wait.
     *
     * @return null if the header has none that can be read; the first counts
     */
    static @Nullable Duration wait(String prefer) {
        Matcher matcher = PREFERENCE.matcher(prefer);
        while (matcher.lookingAt()) {
            if (matcher.group(1).equalsIgnoreCase("wait")) {
                return matcher.group(2) == null
                        ? null
                        : seconds(matcher.group(2).replace("\"", ""));
            }
            matcher.region(matcher.end(), prefer.length());
        }
        return null;
    }

    private static @Nullable Duration seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return null;
        }
        long longest = TimeParameters.LONGEST_WAIT.toSeconds();
        // More digits than that are more than the longest, whatever they say.
        String digits = text.replaceFirst("^0+(?=.)", "");
        return Duration.ofSeconds(digits.length() > 4 ? longest : Math.min(longest, Long.parseLong(digits)));
    }
}
