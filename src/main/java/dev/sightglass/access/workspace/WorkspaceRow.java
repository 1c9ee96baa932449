// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A workspace as a row of the table {@code workspaces}, in types that every JDBC 4.2 driver takes. */
final class WorkspaceRow {
    private WorkspaceRow() {}

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static String text(Set<WorkspaceRole> roles) {
        return roles.stream().sorted().map(WorkspaceRole::name).collect(Collectors.joining(" "));
    }

    /** Reads a row with the column {@code engaged_operator_id} of the session that engages the workspace, or null in it. */
    static Workspace read(ResultSet row, int number) throws SQLException {
        return new Workspace(
                row.getString("id"),
                row.getString("slug"),
                row.getString("name"),
                Arrays.stream(row.getString("roles").split(" "))
                        .map(WorkspaceRole::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getObject("spending_limit_micro_usdc", Long.class),
                availability(row),
                new Coverage(
                        row.getObject("coverage_lat", Double.class),
                        row.getObject("coverage_lng", Double.class),
                        row.getObject("coverage_radius_meters", Double.class)),
                deviceKind(row),
                instant(row, "last_seen_at"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "deleted_at"));
    }

    static @Nullable DeviceKind deviceKind(ResultSet row) throws SQLException {
        String name = row.getString("device_kind");
        return name == null ? null : DeviceKind.valueOf(name);
    }

    private static Availability availability(ResultSet row) throws SQLException {
        return row.getString("engaged_operator_id") != null
                ? Availability.BUSY
                : Availability.valueOf(row.getString("availability"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
