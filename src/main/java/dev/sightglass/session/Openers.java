// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.math.BigDecimal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The workspaces that open sessions, one row each, by which what they have is counted one session at a time. */
final class Openers {
    /** What was charged of sessions that are over, and what is held for the others; a session is one or the other. */
    private static final String SPENT = """
            SELECT COALESCE(SUM(CASE WHEN ended_at IS NULL THEN hold_micro_usdc ELSE charged_micro_usdc END), 0)
            FROM sessions WHERE consumer_workspace_id = ?
            """;

    private final JdbcClient jdbc;

    Openers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Sees to it that there is a row to lock; on its own, since a failed statement spoils a transaction of PostgreSQL. */
    void note(String workspace) {
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

    /** Whoever opens a session of this workspace waits here for the one before to commit, then counts it too. */
    void lock(String workspace) {
        jdbc.sql("SELECT workspace_id FROM session_openers WHERE workspace_id = ? FOR UPDATE")
                .param(workspace)
                .query(String.class)
                .single();
    }

    /** Whether the consumer may have that session; call with the lock. Others may close sessions meanwhile, which only helps. */
    Admission verdict(Session session, Allowance allowance) {
        String workspace = session.consumerWorkspaceId();
        if (openOf(workspace) >= allowance.openSessions()) {
            return Admission.TOO_MANY_OPEN;
        }
        if (allowance.spendingMicroUsdc() == 0) {
            return Admission.ADDED;
        }
        BigDecimal after =
                spentOf(workspace).add(BigDecimal.valueOf(session.terms().holdMicroUsdc()));
        boolean affordable = after.compareTo(BigDecimal.valueOf(allowance.spendingMicroUsdc())) <= 0;
        return affordable ? Admission.ADDED : Admission.TOO_EXPENSIVE;
    }

    private int openOf(String workspace) {
        return jdbc.sql("SELECT COUNT(*) FROM sessions WHERE consumer_workspace_id = ? AND ended_at IS NULL")
                .param(workspace)
                .query(Integer.class)
                .single();
    }

    private BigDecimal spentOf(String workspace) {
        return jdbc.sql(SPENT).param(workspace).query(BigDecimal.class).single();
    }
}
