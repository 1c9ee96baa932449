// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import org.jspecify.annotations.Nullable;

/**
 * The wish for somebody to show a place.
 *
 * @param workspaceId the caller's workspace; becomes consumer
 * @param lat latitude in degrees, -90 to 90
 * @param lng longitude in degrees, -180 to 180
 * @param maxDurationSeconds seconds of LIVE after which the session expires
 * @param waitTimeoutSeconds seconds to wait for the first frame, clamped to 5 to 3600; null for the default
 * @param quoteId the offer that the caller was made, for whoever names the price; null for none
 */
public record RequestSession(
        String workspaceId,
        double lat,
        double lng,
        int maxDurationSeconds,
        @Nullable Integer waitTimeoutSeconds,
        @Nullable String quoteId) {

    /** @throws InvalidSessionException naming the first field that is out of range */
    void check(SessionLimits limits) {
        limits.checkMaxDurationSeconds(maxDurationSeconds);
        if (!isWithin(lat, 90)) {
            throw new InvalidSessionException("lat");
        }
        if (!isWithin(lng, 180)) {
            throw new InvalidSessionException("lng");
        }
    }

    /** False for NaN too. */
    private static boolean isWithin(double degrees, double limit) {
        return Math.abs(degrees) <= limit;
    }
}
