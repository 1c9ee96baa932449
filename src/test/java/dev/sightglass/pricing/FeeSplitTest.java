// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeSplitTest {

    @ParameterizedTest
    @CsvSource({"60000, 1500, 51000, 9000", "0, 1500, 0, 0", "1, 9999, 1, 0", "7, 10000, 0, 7", "7, 0, 7, 0"})
    void roundsTheFeeDown(long charged, int basisPoints, long to, long fee) {
        assertThat(FeeSplit.of(charged, basisPoints)).isEqualTo(new FeeSplit(to, fee));
    }

    @Property
    void losesAndMakesNothing(@ForAll @LongRange long charged, @ForAll @IntRange(max = 10_000) int basisPoints) {
        FeeSplit split = FeeSplit.of(charged, basisPoints);

        assertThat(split.toMicroUsdc()).isBetween(0L, charged);
        assertThat(split.feeMicroUsdc())
                .isEqualTo(charged - split.toMicroUsdc())
                .isNotNegative();
    }
}
