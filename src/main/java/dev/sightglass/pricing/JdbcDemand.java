// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts requests by cell in the table of sessions, which is another package's own: read only. H2 or PostgreSQL, in SQL that
 * both understand.
 */
final class JdbcDemand {

    /**
     * Rows and columns as {@link DemandCell#centre} has them. The pole itself belongs to the last row. A session on
     * a feed that its consumer brought along, which has a URL that no video backend made, asks nobody for anything.
     */
    private static final String CELLS = """
            SELECT lat_row, lng_column, COUNT(*) AS requests,
                COUNT(CASE WHEN unmet THEN 1 END) AS unmet, AVG(NULLIF(hold_micro_usdc, 0)) AS max_price
            FROM (
                SELECT lat_row, unmet, hold_micro_usdc,
                    FLOOR((requested_lng + 180) * 20 * COS(RADIANS((2 * lat_row + 1) / 40))) AS lng_column
                FROM (
                    SELECT LEAST(FLOOR(requested_lat * 20), 1799) AS lat_row, requested_lng, hold_micro_usdc,
                        state IN ('EXPIRED', 'CANCELLED') AND started_at IS NULL AND operator_workspace_id IS NULL
                            AS unmet
                    FROM sessions
                    WHERE created_at >= :since AND (whep_url IS NULL OR video_backend_ref IS NOT NULL)
                        AND requested_lat IS NOT NULL AND requested_lng IS NOT NULL
                ) AS requests_in_rows
            ) AS requests_in_cells
            GROUP BY lat_row, lng_column
            ORDER BY requests DESC, lat_row, lng_column
            FETCH FIRST :most ROWS ONLY
            """;

    private final JdbcClient jdbc;

    JdbcDemand(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The cells with the most requests since that moment, those with most first. */
    List<DemandCell> since(Instant moment, int most) {
        return jdbc.sql(CELLS)
                .param("since", moment.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(JdbcDemand::read)
                .list();
    }

    private static DemandCell read(ResultSet row, int number) throws SQLException {
        BigDecimal price = row.getBigDecimal("max_price");
        return new DemandCell(
                DemandCell.centre(row.getInt("lat_row"), row.getInt("lng_column")),
                row.getLong("requests"),
                row.getLong("unmet"),
                price == null ? null : price.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
