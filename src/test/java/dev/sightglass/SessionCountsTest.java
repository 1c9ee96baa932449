// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.session.SessionState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a scrape asks of the database. */
class SessionCountsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger queries = new AtomicInteger();

    private void scrape(SessionCounts counts) {
        for (SessionState state : SessionState.values()) {
            counts.of(state);
        }
    }

    @Test
    void countsOnceForAllStates() {
        SessionCounts counts =
                new SessionCounts(() -> Map.of(SessionState.LIVE, queries.incrementAndGet()), nanos::get);

        scrape(counts);
        scrape(counts);

        assertThat(queries).hasValue(1);
        assertThat(counts.of(SessionState.LIVE)).isEqualTo(1);
    }

    @Test
    void countsAnewForTheNextScrape() {
        SessionCounts counts =
                new SessionCounts(() -> Map.of(SessionState.LIVE, queries.incrementAndGet()), nanos::get);
        scrape(counts);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(counts.of(SessionState.LIVE)).isEqualTo(2);
    }

    @Test
    void asksADatabaseThatIsAwayOnce() {
        SessionCounts counts = new SessionCounts(
                () -> {
                    queries.incrementAndGet();
                    throw new IllegalStateException("away");
                },
                nanos::get);

        scrape(counts);

        assertThat(queries).hasValue(1);
        assertThat(counts.of(SessionState.LIVE)).isNaN();
    }
}
