// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

/**
 * An operator's sign of life.
 *
 * @param lat degrees, -90 to 90
 * @param lng degrees, -180 to 180
 * @param accuracyMeters radius in which it is probably, 0 to half the Earth's circumference
 * @param sequence number of the heartbeat, 0 or more; each one greater than all before
 */
public record Heartbeat(double lat, double lng, double accuracyMeters, long sequence) {
    /** @throws WorkspaceException {@code INVALID_INPUT} naming the first field that is not as described */
    public Heartbeat {
        Limits.within("lat", lat, -90, 90);
        Limits.within("lng", lng, -180, 180);
        Limits.within("accuracyMeters", accuracyMeters, 0, Coverage.MAX_RADIUS_METERS);
        if (sequence < 0) {
            throw WorkspaceException.field("sequence", "a whole number from 0 to " + Long.MAX_VALUE);
        }
    }
}
