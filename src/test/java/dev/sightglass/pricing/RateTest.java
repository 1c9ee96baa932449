// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {

    @ParameterizedTest
    @CsvSource({"0, 30000", "1, 10000", "2, 7000", "1000000, 7000"})
    void supplyFallsWithEachOperatorToItsBound(int operators, int basisPoints) {
        assertThat(Rate.supply(operators)).isEqualTo(basisPoints);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 10000",
        "1, 0, 30000",
        "0, 3, 10000",
        "1, 3, 13333",
        "2, 3, 16667",
        "1, 1, 20000",
        "2, 1, 30000",
        "2147483647, 1, 30000"
    })
    void demandRisesWithEachOpenSessionToItsBound(int open, int available, int basisPoints) {
        assertThat(Rate.demand(open, available)).isEqualTo(basisPoints);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "0, 0", "1, 1", "1000000000, 1000000000"})
    void withoutFactorsIsTheBase(long base, long rate) {
        assertThat(Rate.plain(base).perSecondMicroUsdc()).isEqualTo(rate);
    }

    @ParameterizedTest
    @CsvSource({
        // 1 x 0.5 is half a micro-USDC, 1 x 0.4999 less than that.
        "1, 10000, 10000, 5000, 1",
        "1, 10000, 10000, 4999, 0",
        "3, 7000, 13333, 10000, 3",
        "1000, 7000, 30000, 100000, 21000",
        "1000, 7000, 13333, 12345, 1152"
    })
    void roundsOnceAndHalfUp(long base, int supply, int demand, int corridor, long rate) {
        assertThat(new Rate(base, supply, demand, corridor).perSecondMicroUsdc())
                .isEqualTo(rate);
    }

    @Property
    void isTheRoundedProductAndFitsALongForTheLongestSession(
            @ForAll @LongRange(max = 1_000_000_000) long base,
            @ForAll @IntRange int operators,
            @ForAll @IntRange int open,
            @ForAll @IntRange(min = 1_000, max = 100_000) int corridor) {
        Rate rate = Rate.of(base, new Traffic(operators, operators / 2, open), corridor);

        BigDecimal exact = BigDecimal.valueOf(base)
                .multiply(BigDecimal.valueOf(rate.supply(), 4))
                .multiply(BigDecimal.valueOf(rate.demand(), 4))
                .multiply(BigDecimal.valueOf(corridor, 4));
        assertThat(rate.supply()).isBetween(7_000, 30_000);
        assertThat(rate.demand()).isBetween(10_000, 30_000);
        assertThat(rate.perSecondMicroUsdc())
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact())
                .isBetween(0L, Long.MAX_VALUE / 2_592_000);
    }
}
