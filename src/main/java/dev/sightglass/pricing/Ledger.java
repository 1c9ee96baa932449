// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sums up what workspaces spent, from the table of sessions, which is another package's own: read only. Stands in for the pool
 * on a chain. Safe for concurrent use.
 */
public final class Ledger {

    private static final String SPENT = """
            SELECT COALESCE(SUM(charged_micro_usdc), 0) AS charged,
                COALESCE(SUM(CASE WHEN ended_at IS NULL THEN hold_micro_usdc END), 0) AS held
            FROM sessions WHERE consumer_workspace_id = ?
            """;

    private final JdbcClient jdbc;

    /** @param database with our tables */
    public Ledger(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** What that workspace has spent as consumer, in the sessions that are remembered. */
    public Funds of(String workspaceId) {
        return jdbc.sql(SPENT)
                .param(workspaceId)
                .query((row, number) -> new Funds(row.getLong("charged"), row.getLong("held")))
                .single();
    }
}
