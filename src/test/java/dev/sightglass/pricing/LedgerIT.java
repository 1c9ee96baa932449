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

/** What a workspace has left to spend, on either database. */
class LedgerIT {

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
        private final DataSource database;
        private final Rows rows;

        Contract(DataSource database) {
            this.database = database;
            this.rows = new Rows(database);
        }

        private Ledger ledger(long usualLimit) {
            return new Ledger(database, usualLimit);
        }

        @Test
        void isAllOfTheLimitAtFirst() {
            assertThat(ledger(5000).leftTo("cats")).hasValue(5000);
        }

        @Test
        void isEverythingWithoutALimit() {
            rows.session(rows.requested(1, 1));

            assertThat(ledger(0).leftTo("cats")).isEmpty();
        }

        @Test
        void takesOffWhatEndedSessionsCostAndOpenOnesMayCost() {
            Map<String, @Nullable Object> ended = rows.requested(1, 1);
            ended.put("ended_at", Rows.time(Rows.NOON));
            ended.put("charged_micro_usdc", 70);
            rows.session(ended);
            rows.session(rows.requested(1, 1));

            assertThat(ledger(5000).leftTo("cats")).hasValue(3930);
            assertThat(ledger(5000).leftTo("dogs")).hasValue(5000);
        }

        @Test
        void isNotBelowNothing() {
            rows.session(rows.requested(1, 1));

            assertThat(ledger(999).leftTo("cats")).hasValue(0);
        }

        @Test
        void goesByTheLimitOfTheWorkspaceFirst() {
            Map<String, @Nullable Object> cats = rows.supplier("cats", 0, 0, 1);
            cats.put("spending_limit_micro_usdc", 1234);
            rows.workspace(cats);
            rows.workspace(rows.supplier("dogs", 0, 0, 1));
            Map<String, @Nullable Object> birds = rows.supplier("birds", 0, 0, 1);
            birds.put("spending_limit_micro_usdc", 0);
            rows.workspace(birds);

            assertThat(ledger(5000).leftTo("cats")).hasValue(1234);
            assertThat(ledger(0).leftTo("cats")).hasValue(1234);
            assertThat(ledger(5000).leftTo("dogs")).hasValue(5000);
            assertThat(ledger(5000).leftTo("birds")).isEmpty();
        }
    }
}
