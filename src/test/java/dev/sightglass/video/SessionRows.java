// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of sessions, as far as inputs look at them. */
final class SessionRows {
    private final JdbcClient jdbc;

    SessionRows(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    /** A new open session that refers to that input, or to none. */
    UUID open(@Nullable String ref) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO sessions (id, consumer_workspace_id, state, max_duration_seconds, wait_timeout_seconds,
                            rate_per_second_micro_usdc, hold_micro_usdc, clean_seconds, charged_micro_usdc,
                            video_backend_ref, created_at, whep_url, feed_state, feed_epoch, feed_attempts)
                        VALUES (:id, 'cats', 'ASSIGNED', 60, 60, 0, 0, 0, 0, CAST(:ref AS VARCHAR), :at, 'x', 'none', 0, 0)
                        """)
                .param("id", id)
                .param("ref", ref)
                .param("at", OffsetDateTime.ofInstant(FakeClock.NOON, ZoneOffset.UTC))
                .update();
        return id;
    }

    /** What {@code start} does last. */
    void refer(UUID id, String ref) {
        jdbc.sql("UPDATE sessions SET video_backend_ref = ? WHERE id = ?")
                .params(ref, id)
                .update();
    }

    void end(UUID id) {
        jdbc.sql("UPDATE sessions SET state = 'ENDED', ended_at = created_at WHERE id = ?")
                .param(id)
                .update();
    }

    void forget(UUID id) {
        jdbc.sql("DELETE FROM sessions WHERE id = ?").param(id).update();
    }
}
