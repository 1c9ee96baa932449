// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a workspace. What is not given stays.
 *
 * @param name what people call it, 1 to 80 characters without the blanks around them; null leaves it
 * @param availability ONLINE or OFFLINE, while BUSY what it becomes afterwards; null leaves it
 * @param lat degrees of the centre of its coverage circle, -90 to 90
 * @param lng degrees of the centre, -180 to 180
 * @param radiusMeters 1 to half the Earth's circumference
 * @param deviceKind what it films with
 */
public record WorkspaceChange(
        @Nullable String name,
        @Nullable Availability availability,
        Change<Double> lat,
        Change<Double> lng,
        Change<Double> radiusMeters,
        Change<DeviceKind> deviceKind) {
    /** @throws WorkspaceException {@code INVALID_INPUT} naming the first field that is not as described */
    public WorkspaceChange {
        name = name == null ? null : Limits.name(name);
        if (availability == Availability.BUSY) {
            throw WorkspaceException.field("availabilityState", "ONLINE or OFFLINE");
        }
        Limits.within("coverageLat", lat.value(), -90, 90);
        Limits.within("coverageLng", lng.value(), -180, 180);
        Limits.within("coverageRadiusMeters", radiusMeters.value(), 1, Coverage.MAX_RADIUS_METERS);
    }

    /** Whether it takes a part of the coverage circle away. */
    boolean clearsCoverage() {
        return lat.clears() || lng.clears() || radiusMeters.clears();
    }
}
