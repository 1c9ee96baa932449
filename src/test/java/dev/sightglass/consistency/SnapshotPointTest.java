// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which transactions a snapshot of PostgreSQL has seen. */
class SnapshotPointTest {
    private static final long STORE = 7;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10:10: | 9 | true",
                "10:10: | 10 | false",
                "10:13:10,12 | 9 | true",
                "10:13:10,12 | 10 | false",
                "10:13:10,12 | 11 | true",
                "10:13:10,12 | 12 | false",
                "10:13:10,12 | 13 | false",
                "10:13:12,10 | 12 | false",
                "4294967299:4294967301:4294967299 | 4294967300 | true",
                "4294967299:4294967301:4294967299 | 4294967299 | false"
            })
    void coversWhatHadCommittedWhateverTheOrder(String snapshot, long transaction, boolean covered) {
        SnapshotPoint point = SnapshotPoint.parse(STORE, snapshot);

        assertThat(point.covers(new ConsistencyToken(STORE, transaction))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "-7, 9"})
    void coversNothingOfAnotherStore(long store, long transaction) {
        assertThat(SnapshotPoint.parse(STORE, "10:10:").covers(new ConsistencyToken(store, transaction)))
                .isFalse();
    }
}
