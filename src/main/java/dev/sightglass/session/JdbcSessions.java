// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            INSERT INTO sessions (id, consumer_workspace_id, operator_workspace_id, engaged_operator_id, state,
                max_duration_seconds, wait_timeout_seconds, rate_per_second_micro_usdc, hold_micro_usdc, started_at,
                ended_at, due_at, clean_seconds, charged_micro_usdc, settlement_tx_hash, video_backend_ref, created_at,
                requested_lat, requested_lng, whep_url, whep_token, whip_url, color_matrix, color_range, feed_name,
                feed_state, feed_reason, feed_epoch, feed_attempts)
            VALUES (:id, :consumer, :operator, :engaged, :state, :maxDuration, :waitTimeout, :rate, :hold, :startedAt,
                :endedAt, :dueAt, :clean, :charged, :txHash, :backendRef, :createdAt, :lat, :lng, :whepUrl, :whepToken,
                :whipUrl, :matrix, :range, :feedName, :feedState, :feedReason, :feedEpoch, :feedAttempts)
            """;
    private static final String SWAP = """
            UPDATE sessions
            SET state = :state, engaged_operator_id = :engaged, started_at = :startedAt, ended_at = :endedAt,
                due_at = :dueAt, clean_seconds = :clean, charged_micro_usdc = :charged, settlement_tx_hash = :txHash,
                feed_name = :feedName, feed_state = :feedState, feed_reason = :feedReason,
                feed_attempts = :feedAttempts
            WHERE id = :id AND state = :expected AND video_backend_ref IS NOT DISTINCT FROM :backendRef
            """;
    private static final String ASSIGN = """
            UPDATE sessions
            SET state = 'ASSIGNED', operator_workspace_id = :operator, engaged_operator_id = :operator
            WHERE id = :id AND state = 'REQUESTED'
            """;

    /** Reads the table of {@code access}: that the operator is ONLINE must hold at the moment it becomes engaged. */
    private static final String ASSIGN_ONLINE = ASSIGN + """
                AND EXISTS (SELECT 1 FROM workspaces w
                    WHERE w.id = :operator AND w.availability = 'ONLINE' AND w.deleted_at IS NULL)
            """;

    private static final String START = """
            UPDATE sessions
            SET video_backend_ref = :backendRef, whip_url = :whipUrl, whep_url = :whepUrl, whep_token = :whepToken
            WHERE id = :id AND state = 'ASSIGNED' AND video_backend_ref IS NULL AND whep_url IS NULL
            """;
    private static final String LIST = """
            (SELECT * FROM sessions WHERE consumer_workspace_id = :workspace
                ORDER BY created_at DESC, id DESC LIMIT :atMost)
            UNION ALL
            (SELECT * FROM sessions WHERE operator_workspace_id = :workspace AND consumer_workspace_id <> :workspace
                ORDER BY created_at DESC, id DESC LIMIT :atMost)
            ORDER BY created_at DESC, id DESC LIMIT :atMost
            """;

    private final JdbcClient jdbc;
    private final Openers openers;
    private final TransactionOperations transactions;

    /** @param dataSource of a database that has our tables */
    JdbcSessions(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.openers = new Openers(jdbc);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public Admission add(Session session, Allowance allowance) {
        String workspace = session.consumerWorkspaceId();
        openers.note(workspace);
        try {
            Admission admission = transactions.execute(transaction -> {
                openers.lock(workspace);
                Admission verdict = openers.verdict(session, allowance);
                if (verdict == Admission.ADDED) {
                    jdbc.sql(INSERT).params(SessionRow.values(session)).update();
                }
                return verdict;
            });
            return Objects.requireNonNull(admission);
        } catch (DuplicateKeyException e) {
            if (session.media().feedName() == null) {
                throw e;
            }
            return Admission.FEED_OPEN;
        }
    }

    @Override
    public Optional<Session> findByFeed(String feedName) {
        return jdbc.sql("SELECT * FROM sessions WHERE feed_name = ?")
                .param(feedName)
                .query(SessionRow::read)
                .optional();
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
    public Assignment assign(UUID id, String operatorWorkspaceId) {
        return assign(ASSIGN, id, operatorWorkspaceId);
    }

    @Override
    public Assignment assignOnline(UUID id, String operatorWorkspaceId) {
        return assign(ASSIGN_ONLINE, id, operatorWorkspaceId);
    }

    private Assignment assign(String statement, UUID id, String operator) {
        try {
            int updated = jdbc.sql(statement)
                    .param("id", id)
                    .param("operator", operator)
                    .update();
            return updated == 1 ? Assignment.DONE : Assignment.LOST;
        } catch (DuplicateKeyException e) {
            return Assignment.BUSY;
        }
    }

    @Override
    public boolean start(UUID id, VideoInput input) {
        return jdbc.sql(START).params(SessionRow.values(input)).param("id", id).update() == 1;
    }

    @Override
    public List<Session> list(String workspaceId, int atMost) {
        return jdbc.sql(LIST)
                .param("workspace", workspaceId)
                .param("atMost", atMost)
                .query(SessionRow::read)
                .list();
    }

    @Override
    public List<Session> assignedTo(String operatorWorkspaceId) {
        return jdbc.sql("""
                        SELECT * FROM sessions WHERE operator_workspace_id = ? AND state = 'ASSIGNED'
                        ORDER BY created_at, id
                        """).param(operatorWorkspaceId).query(SessionRow::read).list();
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
        jdbc.sql("DELETE FROM sessions WHERE ended_at < ? AND charged_micro_usdc = 0")
                .param(SessionRow.time(moment))
                .update();
    }
}
