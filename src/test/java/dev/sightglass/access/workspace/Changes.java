// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import org.jspecify.annotations.Nullable;

/** Changes as tests want them. */
final class Changes {
    private Changes() {}

    static WorkspaceChange nothing() {
        return change(null, null, Change.none());
    }

    static WorkspaceChange name(String name) {
        return change(name, null, Change.none());
    }

    static WorkspaceChange kind(DeviceKind kind) {
        return change(null, null, Change.to(kind));
    }

    static WorkspaceChange online() {
        return change(null, Availability.ONLINE, Change.none());
    }

    static WorkspaceChange offline() {
        return change(null, Availability.OFFLINE, Change.none());
    }

    static WorkspaceChange online(double lat, double lng, double radius) {
        return new WorkspaceChange(
                null, Availability.ONLINE, Change.to(lat), Change.to(lng), Change.to(radius), Change.none());
    }

    static WorkspaceChange circle(Change<Double> lat, Change<Double> lng, Change<Double> radius) {
        return new WorkspaceChange(null, null, lat, lng, radius, Change.none());
    }

    private static WorkspaceChange change(
            @Nullable String name, @Nullable Availability availability, Change<DeviceKind> kind) {
        return new WorkspaceChange(name, availability, Change.none(), Change.none(), Change.none(), kind);
    }
}
