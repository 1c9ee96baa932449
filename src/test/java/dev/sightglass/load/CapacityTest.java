// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two processors, 85 per cent: 1.7 cores may be in use. */
class CapacityTest {
    private static final int PROCESSORS = 2;
    private static final double USUAL = 0.05;

    private final Machine machine = new Machine();
    private final Capacity capacity = new Capacity(machine, 0.85, PROCESSORS);
    private long now;

    private static final class Machine implements Work {
        private double cpuSeconds;
        private double decodeSeconds;
        private int feeds;

        @Override
        public long cpuNanos() {
            return (long) (cpuSeconds * 1e9);
        }

        @Override
        public long decodeNanos() {
            return (long) (decodeSeconds * 1e9);
        }

        @Override
        public int feeds() {
            return feeds;
        }
    }

    CapacityTest() {
        capacity.sample(now);
    }

    /** Seconds in which so many cores are busy, and decoders for so many of these. */
    private void work(int seconds, double cores, double decoding) {
        for (int i = 0; i < seconds; i++) {
            machine.cpuSeconds += cores;
            machine.decodeSeconds += decoding;
            now += Duration.ofSeconds(1).toNanos();
            capacity.sample(now);
        }
    }

    private int admitted(int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += capacity.admit() ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void letsInABurstOnlyAsFarAsItWillFitOnceItIsMeasured() {
        assertThat(admitted(100)).isBetween(16, 17);
    }

    @Test
    void staysOpenThroughABusyStart() {
        work(10, 2, 0);

        assertThat(capacity.hasRoom()).isTrue();
    }

    @Test
    void closesWhenTheProcessorsAreBusyForLong() {
        work(40, 2, 0);

        assertThat(capacity.admit()).isFalse();
        assertThat(capacity.used()).isCloseTo(1, within(0.02));
    }

    @Test
    void closesWhenDecodersTakeLongThoughOthersUseTheProcessors() {
        machine.feeds = 4;

        work(60, 0.3, 1);

        assertThat(capacity.used()).isCloseTo(0.9, within(0.01));
        assertThat(capacity.hasRoom()).isFalse();
    }

    @Test
    void countsAFeedOnceWhetherItIsPromisedOrMeasured() {
        capacity.admit();
        double promised = capacity.used();
        machine.feeds = 1;

        work(30, USUAL * PROCESSORS, 0.05);

        assertThat(promised).isCloseTo(USUAL, within(1e-9));
        assertThat(capacity.used()).isCloseTo(USUAL, within(0.003));
    }

    @Test
    void reckonsWithWhatFeedsTurnOutToCost() {
        machine.feeds = 2;
        work(60, 0.4, 0.2);

        // 0.2 x 1.8 of two cores are 0.18 for two feeds, so each is 0.09; 0.2 are in use.
        assertThat(admitted(100)).isEqualTo(7);
    }

    @Test
    void opensAgainOnlyWellBelowTheLimit() {
        work(60, 1.8, 0);
        assertThat(capacity.hasRoom()).isFalse();

        work(60, 1.5, 0);
        assertThat(capacity.hasRoom()).as("0.75 in use").isFalse();

        work(60, 1.3, 0);
        assertThat(capacity.hasRoom()).as("0.65 in use").isTrue();

        work(60, 1.5, 0);
        assertThat(capacity.hasRoom()).as("0.75 in use, after it was open").isTrue();
    }

    @Test
    void letsEverybodyInWithoutALimit() {
        Capacity without = new Capacity(machine, 0, PROCESSORS);

        for (int i = 0; i < 1000; i++) {
            assertThat(without.admit()).isTrue();
        }
    }
}
