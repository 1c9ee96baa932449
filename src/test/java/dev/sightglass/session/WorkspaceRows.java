// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workspaces as {@code access} stores them, for tests that need some. */
public final class WorkspaceRows {
    private final JdbcClient jdbc;

    /** @param database that has our tables */
    public WorkspaceRows(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    /** A workspace with both roles that is OFFLINE and covers nothing. */
    public void offline(String id, Instant createdAt) {
        jdbc.sql("""
                        INSERT INTO workspaces (id, slug, name, roles, availability, last_sequence, created_at)
                        VALUES (:id, :id, :id, 'CONSUMER SUPPLIER', 'OFFLINE', -1, :createdAt)
                        """)
                .param("id", id)
                .param("createdAt", createdAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** One that is ONLINE since that moment and covers so many metres around a point. */
    void online(String id, Instant since, double lat, double lng, double radiusMeters) {
        offline(id, since);
        jdbc.sql("""
                        UPDATE workspaces
                        SET availability = 'ONLINE', online_since = created_at, coverage_lat = ?, coverage_lng = ?,
                            coverage_radius_meters = ?
                        WHERE id = ?
                        """).params(lat, lng, radiusMeters, id).update();
    }

    /** Sets one column of a workspace; the SQL is the test's own. */
    public void set(String id, String assignment) {
        jdbc.sql("UPDATE workspaces SET " + assignment + " WHERE id = ?")
                .param(id)
                .update();
    }
}
