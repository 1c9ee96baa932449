// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads a date of HTTP (RFC 9110 section 5.6.7), in the form that servers have to send. */
final class HttpDate {
    private HttpDate() {}

    /** Returns the date, or null if {@code text} is none. */
    static @Nullable Instant parse(String text) {
        try {
            return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }
}
