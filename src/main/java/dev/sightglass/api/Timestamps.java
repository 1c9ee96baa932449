// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times on the wire: ISO 8601, UTC, always three digits of milliseconds. */
public final class Timestamps {

    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** {@code 2026-05-13T12:00:00.000Z}. */
    public static String text(Instant instant) {
        return ISO_MILLIS.format(instant);
    }

    /** The same, or null for null. */
    public static @Nullable String textOrNull(@Nullable Instant instant) {
        return instant == null ? null : text(instant);
    }
}
