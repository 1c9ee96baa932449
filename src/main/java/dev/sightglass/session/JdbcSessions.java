// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import dev.sightglass.cipher.DataCipher;
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
    private final JdbcClient jdbc;
    private final SessionRow rows;
    private final FeedSignals signals;
    private final Openers openers;
    private final TransactionOperations transactions;

    /**
     * @param dataSource of a database that has our tables
     * @param cipher for the secrets among their columns
     */
    JdbcSessions(DataSource dataSource, DataCipher cipher) {
        this.jdbc = JdbcClient.create(dataSource);
        this.rows = new SessionRow(new SessionSecrets(cipher));
        this.signals = new FeedSignals(dataSource);
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
                    jdbc.sql(SessionSql.INSERT).params(rows.values(session)).update();
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
                .query(rows::read)
                .optional();
    }

    @Override
    public Optional<Session> find(UUID id) {
        return jdbc.sql("SELECT * FROM sessions WHERE id = ?")
                .param(id)
                .query(rows::read)
                .optional();
    }

    @Override
    public boolean swap(SessionState expected, Session next) {
        return jdbc.sql(SessionSql.SWAP)
                        .params(SessionRow.steps(next))
                        .param("expected", expected.name())
                        .update()
                == 1;
    }

    @Override
    public Assignment assign(UUID id, String operatorWorkspaceId) {
        return assign(SessionSql.ASSIGN, id, operatorWorkspaceId);
    }

    @Override
    public Assignment assignOnline(UUID id, String operatorWorkspaceId) {
        return assign(SessionSql.ASSIGN_ONLINE, id, operatorWorkspaceId);
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
        return jdbc.sql(SessionSql.START).params(rows.values(id, input)).update() == 1;
    }

    @Override
    public List<Session> list(String workspaceId, int atMost) {
        return jdbc.sql(SessionSql.LIST)
                .param("workspace", workspaceId)
                .param("atMost", atMost)
                .query(rows::read)
                .list();
    }

    @Override
    public List<Session> assignedTo(String operatorWorkspaceId) {
        return jdbc.sql("""
                        SELECT * FROM sessions WHERE operator_workspace_id = ? AND state = 'ASSIGNED'
                        ORDER BY created_at, id
                        """).param(operatorWorkspaceId).query(rows::read).list();
    }

    @Override
    public void raiseEpoch(UUID id, long epoch) {
        jdbc.sql("UPDATE sessions SET feed_epoch = :epoch WHERE id = :id AND feed_epoch < :epoch")
                .param("epoch", epoch)
                .param("id", id)
                .update();
    }

    @Override
    public List<FeedSignal> signals(Session session) {
        String input = session.videoBackendRef();
        String id = session.id().toString();
        return signals.of(input == null ? List.of(id) : List.of(id, input));
    }

    @Override
    public Optional<Session> openOn(String videoBackendRef) {
        return jdbc
                .sql("SELECT * FROM sessions WHERE video_backend_ref = ? AND ended_at IS NULL ORDER BY created_at DESC")
                .param(videoBackendRef)
                .query(rows::read)
                .list()
                .stream()
                .findFirst();
    }

    @Override
    public boolean isMade(String videoBackendRef) {
        return jdbc.sql("SELECT COUNT(*) FROM sessions WHERE video_backend_ref = ? AND input_made")
                        .param(videoBackendRef)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public void forgetSignalsBefore(Instant moment) {
        signals.forgetBefore(moment);
    }

    @Override
    public List<Session> open() {
        return jdbc.sql("SELECT * FROM sessions WHERE ended_at IS NULL")
                .query(rows::read)
                .list();
    }

    @Override
    public List<Session> overdue(Instant now) {
        return jdbc.sql("SELECT * FROM sessions WHERE due_at < ?")
                .param(SessionRow.time(now))
                .query(rows::read)
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
