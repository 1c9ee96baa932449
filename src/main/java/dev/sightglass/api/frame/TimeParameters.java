// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as parameters write them: a number and its unit, {@code ms}, {@code s} or {@code m}; seconds may have a fraction. */
final class TimeParameters {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration SHORTEST_AGE = Duration.ofMillis(10);
    private static final Duration LONGEST_AGE = Duration.ofMinutes(10);

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(?:(ms)|(m)|(?:\\.([0-9]{1,3}))?s)");

    private TimeParameters() {}

    /** How old the picture may be, or null if nothing is said. */
    static @Nullable Duration maxAge(Map<String, String> parameters) {
        String text = parameters.get(FrameParameters.MAX_AGE);
        if (text == null) {
            return null;
        }
        Duration age = parsed(text);
        if (age == null || age.compareTo(SHORTEST_AGE) < 0 || age.compareTo(LONGEST_AGE) > 0) {
            throw FrameParameters.wrong(
                    FrameParameters.MAX_AGE, "a duration from 10ms to 10m, such as 500ms, 2s or 1.5s");
        }
        return age;
    }

    /** How long the answer may wait, or null if nothing is said. */
    static @Nullable Duration longestWait(Map<String, String> parameters) {
        String text = parameters.get(FrameParameters.WAIT);
        if (text == null) {
            return null;
        }
        Duration wait = parsed(text);
        if (wait == null || wait.compareTo(LONGEST_WAIT) > 0) {
            throw FrameParameters.wrong(FrameParameters.WAIT, "a duration from 0s to 30s, such as 500ms, 10s or 2.5s");
        }
        return wait;
    }

    private static @Nullable Duration parsed(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        if (matcher.group(2) != null) {
            return Duration.ofMillis(number);
        }
        if (matcher.group(3) != null) {
            return Duration.ofMinutes(number);
        }
        String fraction = matcher.group(4);
        long millis = fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
        return Duration.ofSeconds(number).plusMillis(millis);
    }
}
