// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import org.jspecify.annotations.Nullable;

/**
 * The wish for a session on a feed the caller brings along.
 *
 * @param workspaceId the caller's workspace; becomes consumer and operator
 * @param source the feed, its URL already checked against the address rules
 * @param maxDurationSeconds seconds of LIVE after which the session expires
 * @param waitTimeoutSeconds seconds to wait for the first frame, clamped to 5 to 3600; null for the default
 * @param lat latitude in degrees, -90 to 90; null together with {@code lng}
 * @param lng longitude in degrees, -180 to 180; null together with {@code lat}
 * @param feedName name of the configured feed it is opened for, which can have one open session at a time; null otherwise
 * @param videoBackendRef the video service's id of the feed, by which its webhooks name it; null if there is none
 */
public record OpenSession(
        String workspaceId,
        FeedSource source,
        int maxDurationSeconds,
        @Nullable Integer waitTimeoutSeconds,
        @Nullable Double lat,
        @Nullable Double lng,
        @Nullable String feedName,
        @Nullable String videoBackendRef) {

    /** A wish that comes from no configured feed. */
    public OpenSession(
            String workspaceId,
            FeedSource source,
            int maxDurationSeconds,
            @Nullable Integer waitTimeoutSeconds,
            @Nullable Double lat,
            @Nullable Double lng) {
        this(workspaceId, source, maxDurationSeconds, waitTimeoutSeconds, lat, lng, null, null);
    }

    /** @throws InvalidSessionException naming the first field that is out of range */
    void check(SessionLimits limits) {
        limits.checkMaxDurationSeconds(maxDurationSeconds);
        if (lat == null ? lng != null : !isWithin(lat, 90)) {
            throw new InvalidSessionException("lat");
        }
        if (lng == null ? lat != null : !isWithin(lng, 180)) {
            throw new InvalidSessionException("lng");
        }
    }

    private static boolean isWithin(double degrees, double limit) {
        return Math.abs(degrees) <= limit;
    }
}
