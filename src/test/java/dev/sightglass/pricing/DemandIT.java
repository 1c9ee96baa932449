// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demand map counts, on either database. */
class DemandIT {

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
        private final JdbcDemand demand;

        Contract(DataSource database) {
            this.rows = new Rows(database);
            this.demand = new JdbcDemand(database);
        }

        private List<DemandCell> cells() {
            return demand.since(Rows.NOON, 1000);
        }

        private void requested(double lat, double lng, String column, @Nullable Object value) {
            Map<String, @Nullable Object> row = rows.requested(lat, lng);
            row.put(column, value);
            rows.session(row);
        }

        @Test
        void isEmptyWithoutRequests() {
            assertThat(cells()).isEmpty();
        }

        @Test
        void countsNearRequestsTogetherAndTheMostFirst() {
            rows.session(rows.requested(0.06, 0.06));
            rows.session(rows.requested(0.01, 0.01));
            rows.session(rows.requested(0.04, 0.04));

            assertThat(cells())
                    .containsExactly(
                            new DemandCell(DemandCell.centre(0, 3600), 2, 0, 1000L),
                            new DemandCell(DemandCell.centre(1, 3601), 1, 0, 1000L));
        }

        @ParameterizedTest
        @CsvSource({
            "90, 0",
            "-90, 180",
            "-90, -180",
            "0, 180",
            "0, -180",
            "89.99, 179.99",
            "60.01, 10.04",
            "-33.9, 18.4",
            "0, 0"
        })
        void putsTheCentreNearTheRequest(double lat, double lng) {
            rows.session(rows.requested(lat, lng));

            // Half the diagonal of a cell is 3.93 km; near the pole its sides are not parallel any more.
            double limit = Math.abs(lat) > 89 ? 8_000 : 4_000;
            assertThat(cells().get(0).centre().metersTo(new Place(lat, lng))).isLessThan(limit);
        }

        @Test
        void countsAsUnmetWhatNobodyTook() {
            requested(1, 1, "state", "EXPIRED");
            requested(1, 1, "state", "CANCELLED");
            requested(1, 1, "state", "REQUESTED");
            Map<String, @Nullable Object> taken = rows.requested(1, 1);
            taken.put("state", "EXPIRED");
            taken.put("operator_workspace_id", "dogs");
            rows.session(taken);

            assertThat(cells())
                    .singleElement()
                    .extracting(DemandCell::requests, DemandCell::unmet)
                    .containsExactly(4L, 2L);
        }

        @Test
        void leavesOutOldRequestsAndFeedsThatWereBroughtAlong() {
            requested(1, 1, "created_at", Rows.time(Rows.NOON.minus(Duration.ofMillis(1))));
            requested(1, 1, "whep_url", "https://camera.example/whep");

            assertThat(cells()).isEmpty();
        }

        @Test
        void keepsARequestThatAVideoBackendServed() {
            Map<String, @Nullable Object> served = rows.requested(1, 1);
            served.put("whep_url", "https://media.example/play");
            served.put("video_backend_ref", "input");
            rows.session(served);

            assertThat(cells()).hasSize(1);
        }

        @Test
        void averagesTheHighestPricesOfThoseThatCostSomething() {
            requested(1, 1, "hold_micro_usdc", 1);
            requested(1, 1, "hold_micro_usdc", 2);
            requested(1, 1, "hold_micro_usdc", 0);
            requested(2, 2, "hold_micro_usdc", 0);

            assertThat(cells()).extracting(DemandCell::averageMaxPriceMicroUsdc).containsExactly(2L, null);
        }

        @Test
        void stopsAtSoManyCells() {
            rows.session(rows.requested(1, 1));
            rows.session(rows.requested(2, 2));
            rows.session(rows.requested(2, 2));

            assertThat(demand.since(Rows.NOON, 1))
                    .extracting(DemandCell::requests)
                    .containsExactly(2L);
        }
    }
}
