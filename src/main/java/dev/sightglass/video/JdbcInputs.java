// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Inputs in a database, H2 or PostgreSQL, in SQL that both understand. */
final class JdbcInputs implements InputRepository {

    /** Reads the sessions too: whether one refers to the input must be decided in the statement that condemns it. */
    private static final String CONDEMN_ORPHANS = """
            UPDATE video_inputs SET state = 'TO_DELETE', attempts = 0, next_try_at = :now
            WHERE backend = :backend AND state = 'IN_USE' AND next_try_at <= :now AND NOT EXISTS (
                SELECT 1 FROM sessions
                WHERE sessions.id = video_inputs.session_id AND sessions.ended_at IS NULL
                    AND sessions.video_backend_ref = video_inputs.ref)
            """;

    /** Only what is known here: another installation may use the same account. */
    private static final String ADOPT = """
            INSERT INTO video_inputs (input_key, session_id, backend, ref, state, attempts, next_try_at)
            SELECT :key, sessions.id, :backend, CAST(:ref AS VARCHAR), 'TO_DELETE', 0, CAST(:now AS TIMESTAMP WITH TIME ZONE)
            FROM sessions
            WHERE sessions.id = :session
                AND (sessions.ended_at IS NOT NULL OR sessions.video_backend_ref IS DISTINCT FROM CAST(:ref AS VARCHAR))
                AND NOT EXISTS (SELECT 1 FROM video_inputs WHERE input_key = :key)
            """;

    private final JdbcClient jdbc;
    private final String backend;

    /** @param backend whose inputs these are; those of others are left alone */
    JdbcInputs(DataSource dataSource, String backend) {
        this.jdbc = JdbcClient.create(dataSource);
        this.backend = backend;
    }

    @Override
    public void want(InputName name, Instant lease) {
        sql("""
                INSERT INTO video_inputs (input_key, session_id, backend, ref, state, attempts, next_try_at)
                VALUES (:key, :session, :backend, NULL, 'WANTED', 0, :at)
                """)
                .param("key", name.key())
                .param("session", name.sessionId())
                .param("at", time(lease))
                .update();
    }

    @Override
    public boolean made(String key, String ref, Instant lease) {
        return sql("""
                        UPDATE video_inputs SET state = 'IN_USE', ref = :ref, attempts = 0, next_try_at = :at
                        WHERE input_key = :key AND backend = :backend AND state = 'WANTED'
                        """)
                        .param("key", key)
                        .param("ref", ref)
                        .param("at", time(lease))
                        .update()
                == 1;
    }

    @Override
    public void forget(String key) {
        sql("DELETE FROM video_inputs WHERE input_key = :key AND backend = :backend")
                .param("key", key)
                .update();
    }

    @Override
    public void condemn(String ref, Instant now) {
        condemnWhere("ref = :what", ref, now);
    }

    @Override
    public void condemnOf(UUID sessionId, Instant now) {
        condemnWhere("session_id = :what", sessionId, now);
    }

    private void condemnWhere(String condition, Object what, Instant now) {
        sql("UPDATE video_inputs SET state = 'TO_DELETE', attempts = 0, next_try_at = :at"
                        + " WHERE backend = :backend AND state = 'IN_USE' AND " + condition)
                .param("what", what)
                .param("at", time(now))
                .update();
    }

    @Override
    public int condemnOrphans(Instant now) {
        return sql(CONDEMN_ORPHANS).param("now", time(now)).update();
    }

    @Override
    public void found(String key, String ref, Instant now) {
        sql("""
                UPDATE video_inputs SET state = 'TO_DELETE', ref = :ref, attempts = 0, next_try_at = :at
                WHERE input_key = :key AND backend = :backend AND state = 'WANTED'
                """).param("key", key).param("ref", ref).param("at", time(now)).update();
    }

    @Override
    public boolean adopt(InputName name, String ref, Instant now) {
        return sql(ADOPT)
                        .param("key", name.key())
                        .param("session", name.sessionId())
                        .param("ref", ref)
                        .param("now", time(now))
                        .update()
                == 1;
    }

    @Override
    public List<InputRow> due(Instant now, int most) {
        return sql("""
                SELECT * FROM video_inputs
                WHERE backend = :backend AND state IN ('WANTED', 'TO_DELETE') AND next_try_at <= :now
                ORDER BY next_try_at FETCH FIRST :most ROWS ONLY
                """)
                .param("now", time(now))
                .param("most", most)
                .query(JdbcInputs::read)
                .list();
    }

    @Override
    public boolean claim(InputRow row, Instant until) {
        return sql("""
                        UPDATE video_inputs SET attempts = attempts + 1, next_try_at = :until
                        WHERE input_key = :key AND backend = :backend AND state = :state AND attempts = :attempts
                        """)
                        .param("key", row.name().key())
                        .param("state", row.state().name())
                        .param("attempts", row.attempts())
                        .param("until", time(until))
                        .update()
                == 1;
    }

    @Override
    public void postpone(String key, Instant until) {
        sql("UPDATE video_inputs SET next_try_at = :at WHERE input_key = :key AND backend = :backend AND state <> 'IN_USE'")
                .param("key", key)
                .param("at", time(until))
                .update();
    }

    private StatementSpec sql(String statement) {
        return jdbc.sql(statement).param("backend", backend);
    }

    private static InputRow read(ResultSet row, int number) throws SQLException {
        return new InputRow(
                new InputName(row.getObject("session_id", UUID.class), row.getString("input_key")),
                row.getString("ref"),
                InputRow.State.valueOf(row.getString("state")),
                row.getInt("attempts"));
    }

    /** The column counts milliseconds, and rounds: what is due now must be so in the next statement. */
    private static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
