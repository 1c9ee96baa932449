// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Retry-After} header (RFC 9110 section 10.2.3): seconds, or a date. */
final class RetryAfter {
    /** Nobody means more; also keeps the arithmetic in range. */
    private static final long MAX_SECONDS = Duration.ofDays(1).toSeconds();

    private RetryAfter() {}

    /** Returns how long to wait from now, at most a day, or null if {@code value} is neither. */
    static @Nullable Duration parse(String value, Clock clock) {
        String text = value.strip();
        if (!text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Math.min(Long.parseLong(text), MAX_SECONDS));
        }
        Instant date = HttpDate.parse(text);
        if (date == null) {
            return null;
        }
        long seconds = Duration.between(clock.instant(), date).toSeconds();
        return Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_SECONDS)));
    }
}
