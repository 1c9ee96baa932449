// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DemandMapTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger counts = new AtomicInteger();

    @Test
    void countsAnewAfterTenSeconds() {
        DemandMap map = new DemandMap(this::count, nanos::get);
        map.cells();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        map.cells();
        assertThat(counts).hasValue(1);

        nanos.addAndGet(1);
        map.cells();

        assertThat(counts).hasValue(2);
    }

    @Test
    void doesNotRememberAFailure() {
        DemandMap map = new DemandMap(
                () -> {
                    if (counts.getAndIncrement() == 0) {
                        throw new IllegalStateException("away");
                    }
                    return List.of();
                },
                nanos::get);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(map::cells);
        assertThat(map.cells()).isEmpty();
    }

    private List<DemandCell> count() {
        counts.incrementAndGet();
        return List.of();
    }
}
