// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** API keys in a database, H2 or PostgreSQL, in SQL that both understand. */
final class JdbcKeys implements KeyRepository {
    private static final String UPDATE = """
            UPDATE api_keys
            SET workspace_id = :workspace, prefix = :prefix, label = :label, environment = :environment,
                scopes = :scopes, sha256 = :sha256, created_at = :createdAt, created_by = :createdBy,
                bootstrap = :bootstrap, revoked_at = NULL, last_used_at = NULL
            WHERE id = :id
            """;
    private static final String INSERT = """
            INSERT INTO api_keys (id, workspace_id, prefix, label, environment, scopes, sha256, created_at, created_by, bootstrap)
            VALUES (:id, :workspace, :prefix, :label, :environment, :scopes, :sha256, :createdAt, :createdBy, :bootstrap)
            """;
    /** Only who finds it unrevoked writes: the first revocation stays. */
    private static final String REVOKE = """
            UPDATE api_keys SET revoked_at = :at WHERE id = :id AND workspace_id = :workspace AND revoked_at IS NULL
            """;

    private static final String USED =
            "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    /** @param dataSource of a database that has our tables */
    JdbcKeys(DataSource dataSource) {
        this.batches = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(batches);
    }

    @Override
    public ApiKey put(ApiKey key) {
        Optional<ApiKey> known = find(key.hash());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            if (jdbc.sql(UPDATE).params(values(key)).update() == 0) {
                jdbc.sql(INSERT).params(values(key)).update();
            }
            return key;
        } catch (DuplicateKeyException e) {
            // Another process has just stored the same.
            return find(key.hash()).orElseThrow(() -> e);
        }
    }

    @Override
    public Optional<ApiKey> find(KeyHash hash) {
        return jdbc.sql("SELECT * FROM api_keys WHERE sha256 = ?")
                .param(HexFormat.of().formatHex(hash.bytes()))
                .query(JdbcKeys::read)
                .optional();
    }

    @Override
    public boolean isEmpty() {
        return jdbc.sql("SELECT COUNT(*) FROM api_keys").query(Integer.class).single() == 0;
    }

    @Override
    public List<ApiKey> ofWorkspace(String workspaceId) {
        return jdbc.sql("SELECT * FROM api_keys WHERE workspace_id = ? ORDER BY created_at DESC, id")
                .param(workspaceId)
                .query(JdbcKeys::read)
                .list();
    }

    @Override
    public Optional<ApiKey> revoke(String workspaceId, UUID id, Instant at) {
        jdbc.sql(REVOKE)
                .param("at", time(at))
                .param("id", id)
                .param("workspace", workspaceId)
                .update();
        return jdbc.sql("SELECT * FROM api_keys WHERE id = ? AND workspace_id = ?")
                .param(id)
                .param(workspaceId)
                .query(JdbcKeys::read)
                .optional();
    }

    @Override
    public void noteUses(Map<UUID, Instant> lastUses) {
        // In the order of the ids, so that two processes that write at once do not wait for each other in a circle.
        List<Object[]> rows = new TreeMap<>(lastUses)
                .entrySet().stream()
                        .map(use -> new Object[] {time(use.getValue()), use.getKey(), time(use.getValue())})
                        .toList();
        batches.batchUpdate(USED, rows);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Object> values(ApiKey key) {
        return Map.of(
                "id", key.id(),
                "workspace", key.workspaceId(),
                "prefix", key.prefix(),
                "label", key.label(),
                "environment", key.environment().name(),
                "scopes", key.scopes().stream().map(Scope::wireName).sorted().collect(Collectors.joining(" ")),
                "sha256", HexFormat.of().formatHex(key.hash().bytes()),
                "createdAt", time(key.createdAt()),
                "createdBy", key.createdBy(),
                "bootstrap", key.isBootstrap());
    }

    private static ApiKey read(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("workspace_id"),
                row.getString("prefix"),
                row.getString("label"),
                Environment.valueOf(row.getString("environment")),
                scopes(row.getString("scopes")),
                KeyHash.ofBytes(HexFormat.of().parseHex(row.getString("sha256"))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getBoolean("bootstrap"),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A scope that this version does not know gives nothing. */
    private static Set<Scope> scopes(String wireNames) {
        return Arrays.stream(wireNames.split(" "))
                .flatMap(name -> Scope.of(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
