// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who counts as offering and asking, on either database. */
class JdbcMarketIT {
    private static final Place PRAGUE = new Place(50.0755, 14.4378);
    private static final int RADIUS = 5000;

    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Contract {
        OnH2InMemory(DataSource database) {
            super(database);
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Contract {
        OnARealPostgres(DataSource database) {
            super(database);
        }
    }

    abstract static class Contract {
        private final Rows rows;
        private final JdbcMarket market;

        Contract(DataSource database) {
            this.rows = new Rows(database);
            this.market = new JdbcMarket(database, RADIUS);
        }

        private Map<String, @Nullable Object> supplierHere(String id) {
            return rows.supplier(id, PRAGUE.lat(), PRAGUE.lng(), 1000);
        }

        private Map<String, @Nullable Object> sessionHere() {
            return rows.requested(PRAGUE.lat(), PRAGUE.lng());
        }

        @Test
        void nobodyIsThereAtFirst() {
            assertThat(market.around(PRAGUE)).isEqualTo(new Traffic(0, 0, 0));
        }

        @Test
        void countsABusyOperatorAsActiveButNotAsAvailable() {
            rows.workspace(supplierHere("free"));
            rows.workspace(supplierHere("busy"));
            Map<String, @Nullable Object> live = sessionHere();
            live.put("state", "LIVE");
            live.put("operator_workspace_id", "busy");
            live.put("engaged_operator_id", "busy");
            live.put("whep_url", "https://media.example/play");
            live.put("video_backend_ref", "input");
            rows.session(live);

            assertThat(market.around(PRAGUE)).isEqualTo(new Traffic(2, 1, 1));
        }

        @ParameterizedTest
        @CsvSource({"availability, OFFLINE", "roles, CONSUMER"})
        void leavesOutWhoDoesNotOffer(String column, String value) {
            Map<String, @Nullable Object> workspace = supplierHere("shop");
            workspace.put(column, value);
            rows.workspace(workspace);

            assertThat(market.around(PRAGUE).activeOperators()).isZero();
        }

        @Test
        void leavesOutWhoIsDeletedOrHasNoCircle() {
            Map<String, @Nullable Object> deleted = supplierHere("deleted");
            deleted.put("deleted_at", Rows.time(Rows.NOON));
            rows.workspace(deleted);
            Map<String, @Nullable Object> nowhere = supplierHere("nowhere");
            nowhere.put("coverage_lat", null);
            nowhere.put("coverage_lng", null);
            nowhere.put("coverage_radius_meters", null);
            rows.workspace(nowhere);

            assertThat(market.around(PRAGUE).activeOperators()).isZero();
        }

        // 0.009 degrees of latitude are 1000.8 m.
        @ParameterizedTest
        @CsvSource({
            "0, 0, 0.00899, 0, 1",
            "0, 0, 0.009, 0, 0",
            "0, 179.9999, 0, -179.9999, 1",
            "89.9999, 0, 89.9999, 180, 1",
            "0, 0, 0, 180, 0"
        })
        void asksWhoseCircleContainsThePlace(double lat, double lng, double otherLat, double otherLng, int active) {
            rows.workspace(rows.supplier("shop", lat, lng, 1000));

            assertThat(market.around(new Place(otherLat, otherLng)).activeOperators())
                    .isEqualTo(active);
        }

        @Test
        void countsOpenSessionsOfTheMarketplaceNearby() {
            rows.session(sessionHere());
            rows.session(rows.requested(PRAGUE.lat() + 0.04, PRAGUE.lng()));
            rows.session(rows.requested(PRAGUE.lat() + 0.05, PRAGUE.lng()));
            Map<String, @Nullable Object> over = sessionHere();
            over.put("ended_at", Rows.time(Rows.NOON));
            rows.session(over);
            Map<String, @Nullable Object> own = sessionHere();
            own.put("whep_url", "https://camera.example/whep");
            rows.session(own);

            assertThat(market.around(PRAGUE).openSessions()).isEqualTo(2);
        }
    }
}
