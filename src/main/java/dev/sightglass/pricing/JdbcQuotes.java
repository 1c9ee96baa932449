// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quotes in a database, H2 or PostgreSQL, in SQL that both understand. */
final class JdbcQuotes implements QuoteRepository {

    /** Counts and inserts at once. The types are named, since a parameter in a list of columns has none. */
    private static final String INSERT = """
            INSERT INTO quotes (id, workspace_id, lat, lng, duration_seconds,
                base_rate_per_second_micro_usdc, supply_basis_points, demand_basis_points, corridor_basis_points,
                expires_at)
            SELECT CAST(:id AS UUID), CAST(:workspace AS VARCHAR), CAST(:lat AS DOUBLE PRECISION),
                CAST(:lng AS DOUBLE PRECISION), CAST(:duration AS INTEGER),
                CAST(:base AS BIGINT), CAST(:supply AS INTEGER), CAST(:demand AS INTEGER), CAST(:corridor AS INTEGER),
                CAST(:expiresAt AS TIMESTAMP(3) WITH TIME ZONE)
            WHERE (SELECT COUNT(*) FROM quotes WHERE workspace_id = :workspace AND expires_at > :now) < :most
            """;

    private final JdbcClient jdbc;

    /** @param dataSource of a database that has our tables */
    JdbcQuotes(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public boolean add(Quote quote, Instant now, int most) {
        return jdbc.sql(INSERT)
                        .params(values(quote))
                        .param("now", time(now))
                        .param("most", most)
                        .update()
                == 1;
    }

    @Override
    public Optional<Quote> find(UUID id, String workspaceId) {
        return jdbc.sql("SELECT * FROM quotes WHERE id = ? AND workspace_id = ?")
                .params(id, workspaceId)
                .query(JdbcQuotes::read)
                .optional();
    }

    @Override
    public boolean use(UUID id, String workspaceId, Instant now) {
        return jdbc.sql("DELETE FROM quotes WHERE id = ? AND workspace_id = ? AND expires_at > ?")
                        .params(id, workspaceId, time(now))
                        .update()
                == 1;
    }

    @Override
    public void forgetExpiredBefore(Instant moment) {
        jdbc.sql("DELETE FROM quotes WHERE expires_at < ?").param(time(moment)).update();
    }

    private static Map<String, Object> values(Quote quote) {
        QuoteRequest request = quote.request();
        Rate rate = quote.rate();
        Map<String, Object> values = new HashMap<>();
        values.put("id", quote.id());
        values.put("workspace", request.workspaceId());
        values.put("lat", request.place().lat());
        values.put("lng", request.place().lng());
        values.put("duration", request.durationSeconds());
        values.put("base", rate.baseMicroUsdc());
        values.put("supply", rate.supply());
        values.put("demand", rate.demand());
        values.put("corridor", rate.corridor());
        values.put("expiresAt", time(quote.expiresAt()));
        return values;
    }

    private static Quote read(ResultSet row, int number) throws SQLException {
        Rate rate = new Rate(
                row.getLong("base_rate_per_second_micro_usdc"),
                row.getInt("supply_basis_points"),
                row.getInt("demand_basis_points"),
                row.getInt("corridor_basis_points"));
        Place place = new Place(row.getDouble("lat"), row.getDouble("lng"));
        return new Quote(
                row.getObject("id", UUID.class),
                new QuoteRequest(row.getString("workspace_id"), place, row.getInt("duration_seconds")),
                rate,
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
