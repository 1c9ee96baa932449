// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Knows what workspaces may still spend, from the tables of sessions and workspaces, which are other packages' own: read only.
 * Stands in for the pool on a chain. Safe for concurrent use.
 */
public final class Ledger {

    /** What was charged for sessions that are over, and what is held for the others; a session is one or the other. */
    private static final String SPENT = """
            SELECT COALESCE(SUM(CASE WHEN ended_at IS NULL THEN hold_micro_usdc ELSE charged_micro_usdc END), 0) AS spent,
                (SELECT spending_limit_micro_usdc FROM workspaces WHERE id = :workspace) AS own_limit
            FROM sessions WHERE consumer_workspace_id = :workspace
            """;

    private final JdbcClient jdbc;
    private final long usualLimitMicroUsdc;

    /**
     * @param database with our tables
     * @param usualLimitMicroUsdc what a workspace may spend that has no limit of its own, in micro-USDC. In
     *     both places 0 is no limit
     */
    public Ledger(DataSource database, long usualLimitMicroUsdc) {
        this.jdbc = JdbcClient.create(database);
        this.usualLimitMicroUsdc = usualLimitMicroUsdc;
    }

    /** Micro-USDC that the workspace has left to spend as consumer, not below 0; empty if nothing limits it. */
    public OptionalLong leftTo(String workspaceId) {
        return jdbc.sql(SPENT)
                .param("workspace", workspaceId)
                .query((row, number) -> left(row))
                .single();
    }

    private OptionalLong left(ResultSet row) throws SQLException {
        BigDecimal own = row.getBigDecimal("own_limit");
        BigDecimal limit = own == null ? BigDecimal.valueOf(usualLimitMicroUsdc) : own;
        if (limit.signum() == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                limit.subtract(row.getBigDecimal("spent")).max(BigDecimal.ZERO).longValueExact());
    }
}
