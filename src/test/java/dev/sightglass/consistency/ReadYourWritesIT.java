// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No token is ever answered from before its write, however writes, reads and commits fall. */
@Timeout(60)
class ReadYourWritesIT {
    private static final int ROUNDS = 250;

    @Nested
    @ExtendWith(OnH2.class)
    class InOneProcess {
        private final Numbers numbers;

        InOneProcess(DataSource database) {
            this.numbers = new Numbers(database);
        }

        @BeforeEach
        void makeNumbers() {
            numbers.make(Traffic.NUMBERS);
        }

        @AfterEach
        void dropNumbers() {
            numbers.drop();
        }

        @Test
        void acceptsNoStaleAnswer() {
            DataStore store = DataStore.of(numbers.database());

            Traffic.Tally tally = new Traffic(numbers, List.of(store), Traffic.TokenTaken.AFTER_COMMIT).run(ROUNDS);

            assertThat(tally.stale()).as("stale of %s", tally).isZero();
            assertThat(tally.fromCache()).as("from the cache, of %s", tally).isPositive();
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class InTwoProcesses {
        private final Numbers numbers;
        private final HikariDataSource another;

        InTwoProcesses(DataSource database) {
            this.numbers = new Numbers(database);
            HikariDataSource one = (HikariDataSource) database;
            this.another = new HikariDataSource();
            another.setJdbcUrl(one.getJdbcUrl());
            another.setUsername(one.getUsername());
            another.setPassword(one.getPassword());
        }

        @BeforeEach
        void makeNumbers() {
            numbers.make(Traffic.NUMBERS);
        }

        @AfterEach
        void dropNumbers() {
            numbers.drop();
            another.close();
        }

        @ParameterizedTest
        @EnumSource
        void acceptsNoStaleAnswer(Traffic.TokenTaken taken) {
            List<DataStore> stores = List.of(DataStore.of(numbers.database()), DataStore.of(another));

            Traffic.Tally tally = new Traffic(numbers, stores, taken).run(ROUNDS);

            assertThat(tally.stale()).as("stale of %s", tally).isZero();
            assertThat(tally.fromCache()).as("from the cache, of %s", tally).isPositive();
        }

        /** Tests the test above: with the highest id that was seen in place of the snapshot, it finds stale answers. */
        @Test
        void wouldCatchASequenceNumber() {
            List<DataStore> stores =
                    List.of(new BySequence(DataStore.of(numbers.database())), new BySequence(DataStore.of(another)));

            Traffic.Tally tally = new Traffic(numbers, stores, Traffic.TokenTaken.WITHIN).run(ROUNDS / 4);

            assertThat(tally.stale()).as("stale of %s", tally).isPositive();
        }
    }

    /** What is wrong: a read covers every transaction whose id is lower than the highest it saw. */
    private record BySequence(DataStore right) implements DataStore {
        @Override
        public ReadPoint point() {
            long highest = ((SnapshotPoint) right.point()).firstUnassigned();
            return token -> token.mark() < highest;
        }

        @Override
        public DataSource database() {
            return right.database();
        }

        @Override
        public ConsistencyToken now() {
            return right.now();
        }

        @Override
        public ConsistencyToken recognise(ConsistencyToken brought) {
            return right.recognise(brought);
        }

        @Override
        public void doubt() {
            right.doubt();
        }
    }
}
