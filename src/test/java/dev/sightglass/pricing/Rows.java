// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of the tables that this package reads and others write. */
final class Rows {
    static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");

    private final JdbcClient jdbc;

    Rows(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** A session of the marketplace, REQUESTED at noon for 100 seconds at 10 micro-USDC. */
    Map<String, @Nullable Object> requested(double lat, double lng) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", UUID.randomUUID());
        row.put("consumer_workspace_id", "cats");
        row.put("state", "REQUESTED");
        row.put("max_duration_seconds", 100);
        row.put("wait_timeout_seconds", 300);
        row.put("rate_per_second_micro_usdc", 10);
        row.put("hold_micro_usdc", 1000);
        row.put("clean_seconds", 0);
        row.put("charged_micro_usdc", 0);
        row.put("created_at", time(NOON));
        row.put("requested_lat", lat);
        row.put("requested_lng", lng);
        row.put("feed_state", "none");
        row.put("feed_epoch", 0);
        row.put("feed_attempts", 0);
        return row;
    }

    void session(Map<String, @Nullable Object> row) {
        insert("sessions", row);
    }

    /** An online supplier. */
    Map<String, @Nullable Object> supplier(String id, double lat, double lng, int radiusMeters) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("id", id);
        row.put("slug", id);
        row.put("name", id);
        row.put("roles", "CONSUMER SUPPLIER");
        row.put("availability", "ONLINE");
        row.put("coverage_lat", lat);
        row.put("coverage_lng", lng);
        row.put("coverage_radius_meters", radiusMeters);
        row.put("last_sequence", 0);
        row.put("created_at", time(NOON));
        return row;
    }

    void workspace(Map<String, @Nullable Object> row) {
        insert("workspaces", row);
    }

    static Object time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private void insert(String table, Map<String, @Nullable Object> row) {
        String columns = String.join(", ", row.keySet());
        String values = ":" + String.join(", :", row.keySet());
        jdbc.sql("INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")")
                .params(row)
                .update();
    }
}
