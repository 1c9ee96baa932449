// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions in a database, H2 or PostgreSQL, in SQL that both understand. */
final class JdbcSessions implements SessionRepository {
    private static final String INSERT = """
            INSERT INTO sessions (id, consumer_workspace_id, operator_workspace_id, state, max_duration_seconds,
                wait_timeout_seconds, rate_per_second_micro_usdc, hold_micro_usdc, started_at, ended_at, due_at,
                clean_seconds, charged_micro_usdc, settlement_tx_hash, video_backend_ref, created_at, requested_lat,
                requested_lng, whep_url, whep_token, color_matrix, color_range, feed_state, feed_reason, feed_epoch,
                feed_attempts)
            VALUES (:id, :consumer, :operator, :state, :maxDuration, :waitTimeout, :rate, :hold, :startedAt, :endedAt,
                :dueAt, :clean, :charged, :txHash, :backendRef, :createdAt, :lat, :lng, :whepUrl, :whepToken, :matrix,
                :range, :feedState, :feedReason, :feedEpoch, :feedAttempts)
            """;
    private static final String SWAP = """
            UPDATE sessions
            SET state = :state, operator_workspace_id = :operator, started_at = :startedAt, ended_at = :endedAt,
                due_at = :dueAt, clean_seconds = :clean, charged_micro_usdc = :charged, settlement_tx_hash = :txHash,
                video_backend_ref = :backendRef, feed_state = :feedState, feed_reason = :feedReason,
                feed_attempts = :feedAttempts
            WHERE id = :id AND state = :expected
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    /** @param dataSource of a database that has our tables */
    JdbcSessions(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public boolean add(Session session, int openPerWorkspace) {
        String workspace = session.consumerWorkspaceId();
        noteOpener(workspace);
        Boolean added = transactions.execute(transaction -> {
            // Whoever opens a session of this workspace waits here for the one before to commit, then counts it too.
            jdbc.sql("SELECT workspace_id FROM session_openers WHERE workspace_id = ? FOR UPDATE")
                    .param(workspace)
                    .query(String.class)
                    .single();
            if (openOf(workspace) >= openPerWorkspace) {
                return false;
            }
            jdbc.sql(INSERT).params(SessionRow.values(session)).update();
            return true;
        });
        return Boolean.TRUE.equals(added);
    }

    @Override
    public Optional<Session> find(UUID id) {
        return jdbc.sql("SELECT * FROM sessions WHERE id = ?")
                .param(id)
                .query(SessionRow::read)
                .optional();
    }

    @Override
    public boolean swap(SessionState expected, Session next) {
        return jdbc.sql(SWAP)
                        .params(SessionRow.steps(next))
                        .param("expected", expected.name())
                        .update()
                == 1;
    }

    @Override
    public void raiseEpoch(UUID id, long epoch) {
        jdbc.sql("UPDATE sessions SET feed_epoch = :epoch WHERE id = :id AND feed_epoch < :epoch")
                .param("epoch", epoch)
                .param("id", id)
                .update();
    }

    @Override
    public List<Session> open() {
        return jdbc.sql("SELECT * FROM sessions WHERE ended_at IS NULL")
                .query(SessionRow::read)
                .list();
    }

    @Override
    public List<Session> overdue(Instant now) {
        return jdbc.sql("SELECT * FROM sessions WHERE due_at < ?")
                .param(SessionRow.time(now))
                .query(SessionRow::read)
                .list();
    }

    @Override
    public Map<SessionState, Integer> counts() {
        Map<SessionState, Integer> counts = new EnumMap<>(SessionState.class);
        for (SessionState state : SessionState.values()) {
            counts.put(state, 0);
        }
        jdbc.sql("SELECT state, COUNT(*) AS sessions FROM sessions GROUP BY state")
                .query(row -> {
                    counts.put(SessionState.valueOf(row.getString("state")), row.getInt("sessions"));
                });
        return counts;
    }

    @Override
    public void forgetEndedBefore(Instant moment) {
        jdbc.sql("DELETE FROM sessions WHERE ended_at < ?")
                .param(SessionRow.time(moment))
                .update();
    }

    private int openOf(String workspace) {
        return jdbc.sql("SELECT COUNT(*) FROM sessions WHERE consumer_workspace_id = ? AND ended_at IS NULL")
                .param(workspace)
                .query(Integer.class)
                .single();
    }

    /** Sees to it that there is a row to lock; on its own, since a failed statement spoils a transaction of PostgreSQL. */
    private void noteOpener(String workspace) {
        boolean known = jdbc.sql("SELECT workspace_id FROM session_openers WHERE workspace_id = ?")
                .param(workspace)
                .query(String.class)
                .optional()
                .isPresent();
        if (!known) {
            try {
                jdbc.sql("INSERT INTO session_openers (workspace_id) VALUES (?)")
                        .param(workspace)
                        .update();
            } catch (DuplicateKeyException e) {
                // Another thread or process was faster; there is a row, which is all that counts.
                return;
            }
        }
    }
}
