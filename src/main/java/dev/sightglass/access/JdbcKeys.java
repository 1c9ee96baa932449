// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** API keys in a database, H2 or PostgreSQL, in SQL that both understand. */
final class JdbcKeys implements KeyRepository {
    private static final String UPDATE = """
            UPDATE api_keys
            SET workspace_id = :workspace, prefix = :prefix, label = :label, environment = :environment,
                scopes = :scopes, sha256 = :sha256, created_at = :createdAt
            WHERE id = :id
            """;
    private static final String INSERT = """
            INSERT INTO api_keys (id, workspace_id, prefix, label, environment, scopes, sha256, created_at)
            VALUES (:id, :workspace, :prefix, :label, :environment, :scopes, :sha256, :createdAt)
            """;

    private final JdbcClient jdbc;

    /** @param dataSource of a database that has our tables */
    JdbcKeys(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
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

    private static Map<String, Object> values(ApiKey key) {
        return Map.of(
                "id", key.id(),
                "workspace", key.workspaceId(),
                "prefix", key.prefix(),
                "label", key.label(),
                "environment", key.environment().name(),
                "scopes", key.scopes().stream().map(Scope::wireName).sorted().collect(Collectors.joining(" ")),
                "sha256", HexFormat.of().formatHex(key.hash().bytes()),
                "createdAt", key.createdAt().atOffset(ZoneOffset.UTC));
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
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** A scope that this version does not know gives nothing. */
    private static Set<Scope> scopes(String wireNames) {
        return Arrays.stream(wireNames.split(" "))
                .flatMap(name -> Scope.of(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
