// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access.workspace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Workspaces in a database, H2 or PostgreSQL, in SQL that both understand. */
final class JdbcWorkspaces implements WorkspaceRepository {
    private static final String INSERT = """
            INSERT INTO workspaces (id, slug, name, roles, spending_limit_micro_usdc, availability, last_sequence,
                created_at)
            VALUES (:id, :slug, :firstName, :roles, :limit, 'OFFLINE', -1, :now)
            """;
    private static final String CONFIGURE = """
            UPDATE workspaces
            SET slug = :slug, name = COALESCE(:name, name), roles = :roles, spending_limit_micro_usdc = :limit,
                availability = CASE WHEN CAST(:roles AS VARCHAR) LIKE '%SUPPLIER%' THEN availability ELSE 'OFFLINE' END,
                online_since = CASE WHEN CAST(:roles AS VARCHAR) LIKE '%SUPPLIER%' THEN online_since ELSE NULL END
            WHERE id = :id AND deleted_at IS NULL
            """;

    /** The one column of the sessions' table that is read here is what makes an operator BUSY, in the same statement. */
    private static final String SELECT = """
            SELECT workspaces.*, sessions.engaged_operator_id
            FROM workspaces LEFT JOIN sessions ON sessions.engaged_operator_id = workspaces.id
            WHERE workspaces.deleted_at IS NULL
            """;

    private static final String HEARTBEAT = """
            UPDATE workspaces
            SET last_seen_at = :now, last_sequence = :sequence, last_lat = :lat, last_lng = :lng,
                last_accuracy_meters = :accuracy
            WHERE id = :id AND deleted_at IS NULL AND roles LIKE '%SUPPLIER%' AND last_sequence < :sequence
            """;

    private final JdbcClient jdbc;

    /** @param dataSource of a database that has our tables */
    JdbcWorkspaces(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public boolean add(ConfiguredWorkspace workspace, Instant now) {
        try {
            return named(INSERT, workspace)
                            .param("firstName", workspace.name() == null ? workspace.slug() : workspace.name())
                            .param("now", WorkspaceRow.time(now))
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public boolean configure(ConfiguredWorkspace workspace) {
        try {
            return named(CONFIGURE, workspace).update() == 1;
        } catch (DuplicateKeyException e) {
            throw WorkspaceException.slugTaken();
        }
    }

    @Override
    public Optional<Workspace> find(String id) {
        return jdbc.sql(SELECT + " AND workspaces.id = ?")
                .param(id)
                .query(WorkspaceRow::read)
                .optional();
    }

    @Override
    public boolean change(String id, WorkspaceChange change, Instant now) {
        ChangeStatement statement = ChangeStatement.of(change, now);
        return jdbc.sql(statement.sql())
                        .params(statement.parameters())
                        .param("id", id)
                        .update()
                == 1;
    }

    @Override
    public boolean heartbeat(String id, Heartbeat heartbeat, Instant now) {
        return jdbc.sql(HEARTBEAT)
                        .param("id", id)
                        .param("now", WorkspaceRow.time(now))
                        .param("sequence", heartbeat.sequence())
                        .param("lat", heartbeat.lat())
                        .param("lng", heartbeat.lng())
                        .param("accuracy", heartbeat.accuracyMeters())
                        .update()
                == 1;
    }

    @Override
    public List<CoverageArea> live() {
        return jdbc.sql(SELECT + """
                         AND (workspaces.availability = 'ONLINE' OR sessions.engaged_operator_id IS NOT NULL)
                            AND coverage_lat IS NOT NULL AND coverage_lng IS NOT NULL
                            AND coverage_radius_meters IS NOT NULL
                        """).query(JdbcWorkspaces::area).list().stream()
                .sorted(Comparator.comparingDouble(CoverageArea::lat).thenComparingDouble(CoverageArea::lng))
                .toList();
    }

    private StatementSpec named(String sql, ConfiguredWorkspace workspace) {
        return jdbc.sql(sql)
                .param("id", workspace.id())
                .param("slug", workspace.slug())
                .param("name", workspace.name())
                .param("roles", WorkspaceRow.text(workspace.roles()))
                .param("limit", workspace.spendingLimitMicroUsdc());
    }

    private static CoverageArea area(ResultSet row, int number) throws SQLException {
        return CoverageArea.around(
                row.getDouble("coverage_lat"),
                row.getDouble("coverage_lng"),
                row.getDouble("coverage_radius_meters"),
                WorkspaceRow.deviceKind(row));
    }
}
