// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Retry-After} header (RFC 9110 section 10.2.3): seconds, or a date. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Duration MAX = Duration.ofDays(1);

    private RetryAfter() {}

    /** How long to wait from now, at most a day; null if {@code value} is neither. */
    static @Nullable Duration parse(String value, Clock clock) {
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(clock.instant(), date.toInstant()));
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private static Duration bounded(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(MAX) > 0 ? MAX : asked;
    }
}
