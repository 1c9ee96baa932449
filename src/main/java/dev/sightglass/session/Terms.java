// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for and at which price: fixed when a session is opened.
 *
 * @param maxDurationSeconds seconds of LIVE after which it expires
 * @param waitTimeoutSeconds seconds after {@code createdAt} at which it expires without a frame
 * @param ratePerSecondMicroUsdc price in millionths of a USDC per second; decimal text on the wire, 0 for own feeds
 * @param holdMicroUsdc rate times {@code maxDurationSeconds}; decimal text on the wire
 * @param createdAt when it was asked for, in whole milliseconds
 * @param requestedLat degrees, or null
 * @param requestedLng degrees, or null
 */
public record Terms(
        int maxDurationSeconds,
        int waitTimeoutSeconds,
        long ratePerSecondMicroUsdc,
        long holdMicroUsdc,
        Instant createdAt,
        @Nullable Double requestedLat,
        @Nullable Double requestedLng) {

    /** Cuts the instant to milliseconds, as on the wire. */
    public Terms {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    static Terms of(OpenSession wish, SessionLimits limits, Instant now) {
        return new Terms(
                wish.maxDurationSeconds(),
                limits.waitTimeoutSeconds(wish.waitTimeoutSeconds()),
                0,
                0,
                now,
                wish.lat(),
                wish.lng());
    }

    static Terms of(RequestSession wish, Price price, SessionLimits limits, Instant now) {
        return new Terms(
                wish.maxDurationSeconds(),
                limits.waitTimeoutSeconds(wish.waitTimeoutSeconds()),
                price.ratePerSecondMicroUsdc(),
                price.of(wish.maxDurationSeconds()),
                now,
                wish.lat(),
                wish.lng());
    }
}
