// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The market as the tables of workspaces and sessions have it, which are other packages' own: read only, in one statement
 * each, since only the database knows all processes' rows. H2 or PostgreSQL, in SQL that both understand.
 */
final class JdbcMarket implements Market {

    /** Great-circle distance in metres from the parameters to a row's place, as {@link Place#metersTo} has it. */
    private static final String METERS = """
            2 * :earth * ASIN(LEAST(1, SQRT(POWER(SIN(RADIANS(%1$s - :lat) / 2), 2)
                + COS(RADIANS(:lat)) * COS(RADIANS(%1$s)) * POWER(SIN(RADIANS(%2$s - :lng) / 2), 2))))
            """;

    private static final String OPERATORS = """
            SELECT COUNT(*) AS active, COUNT(CASE WHEN s.id IS NULL THEN 1 END) AS available
            FROM workspaces w LEFT JOIN sessions s ON s.engaged_operator_id = w.id
            WHERE w.availability = 'ONLINE' AND w.deleted_at IS NULL AND w.roles LIKE '%%SUPPLIER%%'
                AND %s <= w.coverage_radius_meters
            """.formatted(METERS.formatted("w.coverage_lat", "w.coverage_lng"));

    /** Without those on feeds that their consumers brought along, which have a URL that no video backend made. */
    private static final String OPEN_SESSIONS = """
            SELECT COUNT(*) FROM sessions
            WHERE ended_at IS NULL AND (whep_url IS NULL OR video_backend_ref IS NOT NULL)
                AND %s <= :radius
            """.formatted(METERS.formatted("requested_lat", "requested_lng"));

    private final JdbcClient jdbc;
    private final int radiusMeters;

    /** @param radiusMeters how far from a place a session is still near it */
    JdbcMarket(DataSource dataSource, int radiusMeters) {
        this.jdbc = JdbcClient.create(dataSource);
        this.radiusMeters = radiusMeters;
    }

    @Override
    public Traffic around(Place place) {
        Map<String, Object> here = Map.of("lat", place.lat(), "lng", place.lng(), "earth", Place.EARTH_RADIUS_METERS);
        int open = jdbc.sql(OPEN_SESSIONS)
                .params(here)
                .param("radius", radiusMeters)
                .query(Integer.class)
                .single();
        return jdbc.sql(OPERATORS)
                .params(here)
                .query((row, number) -> new Traffic(row.getInt("active"), row.getInt("available"), open))
                .single();
    }
}
