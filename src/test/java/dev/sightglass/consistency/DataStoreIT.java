// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What {@link DataStore} promises, on either database. */
class DataStoreIT {
    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Contract {
        OnH2InMemory(DataSource database) {
            super(database);
        }

        @Test
        void takesTokensOfAnEarlierProcessForAStrangers() {
            ConsistencyToken earlier = DataStore.of(store.database()).now();

            assertThat(store.recognise(earlier).store())
                    .isEqualTo(store.now().store())
                    .isNotEqualTo(earlier.store());
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Contract {
        OnARealPostgres(DataSource database) {
            super(database);
        }

        @Test
        void knowsTheTokensOfAnotherProcess() {
            ConsistencyToken others = DataStore.of(store.database()).now();

            assertThat(store.recognise(others)).isEqualTo(others);
            assertThat(store.point().covers(others)).isTrue();
        }

        @Test
        void coversByWhatWasVisibleNotByTheOrderOfIds() {
            ReadPoint[] amidst = new ReadPoint[1];

            ConsistencyToken early = new TransactionTemplate(new JdbcTransactionManager(store.database()))
                    .execute(transaction -> {
                        ConsistencyToken token = store.now();
                        amidst[0] = CompletableFuture.supplyAsync(() -> {
                                    store.now();
                                    return store.point();
                                })
                                .join();
                        return token;
                    });

            assertThat(((SnapshotPoint) amidst[0]).firstUnassigned()).isGreaterThan(early.mark());
            assertThat(amidst[0].covers(early)).isFalse();
            assertThat(store.point().covers(early)).isTrue();
        }

        /** An ordinary user of a database reads the identity of its cluster. */
        @Test
        void needsNoPrivileges() {
            JdbcClient jdbc = JdbcClient.create(store.database());
            jdbc.sql("CREATE ROLE ordinary_of_test").update();
            try {
                Long identities = new TransactionTemplate(new JdbcTransactionManager(store.database()))
                        .execute(transaction -> {
                            jdbc.sql("SET LOCAL ROLE ordinary_of_test").update();
                            return DataStore.of(store.database()).now().store();
                        });

                assertThat(identities).isEqualTo(store.now().store());
            } finally {
                jdbc.sql("DROP ROLE ordinary_of_test").update();
            }
        }
    }

    abstract static class Contract {
        final DataStore store;

        Contract(DataSource database) {
            this.store = DataStore.of(database);
        }

        @Test
        void coversATokenFromItsMomentOn() {
            ReadPoint before = store.point();
            ConsistencyToken token = store.now();

            assertThat(before.covers(token)).isFalse();
            assertThat(store.point().covers(token)).isTrue();
        }

        @Test
        void keepsItsOwnTokensAsTheyAre() {
            ConsistencyToken token = store.now();

            assertThat(store.recognise(token)).isEqualTo(token);
            store.doubt();
            assertThat(store.recognise(token)).isEqualTo(token);
        }

        @Test
        void takesAStrangersTokenForOneOfThisMoment() {
            ReadPoint before = store.point();
            ConsistencyToken strangers = new ConsistencyToken(store.now().store() + 1, 0);

            ConsistencyToken instead = store.recognise(strangers);

            assertThat(before.covers(strangers)).isFalse();
            assertThat(before.covers(instead)).isFalse();
            assertThat(store.point().covers(instead)).isTrue();
        }

        @Test
        void takesATokenOfALostHistoryForOneOfThisMoment() {
            ConsistencyToken now = store.now();
            ConsistencyToken lost = new ConsistencyToken(now.store(), now.mark() + 1_000_000);

            ConsistencyToken instead = store.recognise(lost);

            assertThat(instead.mark()).isGreaterThan(now.mark()).isLessThan(lost.mark());
            assertThat(store.point().covers(instead)).isTrue();
        }
    }
}
