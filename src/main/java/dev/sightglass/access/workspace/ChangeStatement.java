// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one UPDATE that makes a change, all its conditions in the WHERE. Only what is given is assigned, so that of two changes
 * to different properties at the same time neither undoes the other.
 */
final class ChangeStatement {
    private final List<String> assignments = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>(List.of("id = :id", "deleted_at IS NULL"));
    private final Map<String, @Nullable Object> parameters = new HashMap<>();

    private ChangeStatement() {}

    /** The statement for a change; it still lacks the parameter {@code id}. */
    static ChangeStatement of(WorkspaceChange change, Instant now) {
        ChangeStatement statement = new ChangeStatement();
        // An assignment there always is, so that a change of nothing is a statement too.
        statement.assignments.add("deleted_at = deleted_at");
        if (change.name() != null) {
            statement.assign("name", change.name());
        }
        DeviceKind kind = change.deviceKind().value();
        statement.assign("device_kind", change.deviceKind(), kind == null ? null : kind.name());
        statement.assign("coverage_lat", change.lat(), change.lat().value());
        statement.assign("coverage_lng", change.lng(), change.lng().value());
        statement.assign(
                "coverage_radius_meters",
                change.radiusMeters(),
                change.radiusMeters().value());
        statement.availability(change, now);
        return statement;
    }

    String sql() {
        return "UPDATE workspaces SET " + String.join(", ", assignments) + " WHERE " + String.join(" AND ", conditions);
    }

    Map<String, @Nullable Object> parameters() {
        return parameters;
    }

    private void availability(WorkspaceChange change, Instant now) {
        Availability availability = change.availability();
        if (availability == null) {
            if (change.clearsCoverage()) {
                conditions.add("availability <> 'ONLINE'");
            }
            return;
        }
        assign("availability", availability.name());
        conditions.add("roles LIKE '%SUPPLIER%'");
        if (availability == Availability.OFFLINE) {
            assignments.add("online_since = NULL");
            return;
        }
        // Since when it waits: saying ONLINE again must not send an operator to the end of the queue.
        assignments.add("online_since = CASE WHEN availability = 'ONLINE' THEN online_since ELSE :now END");
        parameters.put("now", WorkspaceRow.time(now));
        requireSet("coverage_lat", change.lat());
        requireSet("coverage_lng", change.lng());
        requireSet("coverage_radius_meters", change.radiusMeters());
    }

    private void requireSet(String column, Change<Double> change) {
        if (!change.given()) {
            conditions.add(column + " IS NOT NULL");
        } else if (change.clears()) {
            conditions.add("1 = 0");
        }
    }

    private void assign(String column, Change<?> change, @Nullable Object value) {
        if (change.given()) {
            assign(column, value);
        }
    }

    private void assign(String column, @Nullable Object value) {
        assignments.add(column + " = :" + column);
        parameters.put(column, value);
    }
}
