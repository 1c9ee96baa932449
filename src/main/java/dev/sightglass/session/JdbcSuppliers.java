// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Suppliers in a database. Reads the table {@code workspaces}, which is that of {@code access}, and never writes it. */
final class JdbcSuppliers implements Suppliers {
    /** A degree of latitude has some metres more, so that this lets nobody out who is in reach. */
    private static final double DEGREE_METERS_AT_LEAST = 111_000;

    private static final String FREE = """
            SELECT w.id, w.coverage_lat, w.coverage_lng, w.coverage_radius_meters
            FROM workspaces w
            WHERE w.availability = 'ONLINE' AND w.deleted_at IS NULL AND w.roles LIKE '%SUPPLIER%'
                AND w.coverage_lng IS NOT NULL AND ABS(w.coverage_lat - :lat) * :degree <= w.coverage_radius_meters
                AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.engaged_operator_id = w.id)
            ORDER BY GREATEST(COALESCE(w.online_since, w.created_at), COALESCE(
                (SELECT MAX(s.ended_at) FROM sessions s WHERE s.operator_workspace_id = w.id), w.created_at)), w.id
            """;

    private final JdbcClient jdbc;

    /** @param dataSource of a database that has our tables */
    JdbcSuppliers(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public List<String> inReachOf(double lat, double lng) {
        return jdbc
                .sql(FREE)
                .param("lat", lat)
                .param("degree", DEGREE_METERS_AT_LEAST)
                .query((row, number) ->
                        new Circle(row.getString(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)))
                .list()
                .stream()
                .filter(circle -> circle.contains(lat, lng))
                .map(Circle::workspaceId)
                .toList();
    }

    @Override
    public Set<String> engaged(Collection<String> workspaceIds) {
        if (workspaceIds.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql("SELECT engaged_operator_id FROM sessions WHERE engaged_operator_id IN (:ids)")
                .param("ids", workspaceIds)
                .query(String.class)
                .list());
    }

    private record Circle(String workspaceId, double lat, double lng, double radiusMeters) {
        boolean contains(double pointLat, double pointLng) {
            return GreatCircle.meters(lat, lng, pointLat, pointLng) <= radiusMeters;
        }
    }
}
