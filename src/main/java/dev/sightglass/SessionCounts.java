// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.session.SessionState;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How many sessions there are in each state, for gauges, which ask one after the other: counted once for all of them. Also that
 * counting failed is remembered, since a scrape would else wait for the database once per state. Safe for concurrent use.
 */
final class SessionCounts {
    private static final Duration KEEP = Duration.ofMillis(500);

    private final Supplier<Map<SessionState, Integer>> count;
    private final Cache<SessionCounts, Map<SessionState, Integer>> recent;

    SessionCounts(Supplier<Map<SessionState, Integer>> count, Ticker ticker) {
        this.count = count;
        this.recent =
                Caffeine.newBuilder().expireAfterWrite(KEEP).ticker(ticker).build();
    }

    /** NaN where they could not be counted. */
    double of(SessionState state) {
        Integer sessions = recent.get(this, self -> counted()).get(state);
        return sessions == null ? Double.NaN : sessions;
    }

    private Map<SessionState, Integer> counted() {
        try {
            return count.get();
        } catch (RuntimeException e) {
            // Readiness says that the database is away; a scrape need not.
            return Map.of();
        }
    }
}
