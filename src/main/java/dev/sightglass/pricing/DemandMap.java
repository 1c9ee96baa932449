// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.pricing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Where sessions of the marketplace were asked for in the last 30 days, cell by cell, those asked most first. Made anew after
 * ten seconds at the earliest, by one caller for all, since anybody may ask. Safe for concurrent use.
 */
public final class DemandMap {
    private static final Duration PERIOD = Duration.ofDays(30);
    private static final Duration KEEP = Duration.ofSeconds(10);

    /** Some 100 bytes each on the wire. */
    private static final int MOST_CELLS = 1000;

    private final Supplier<List<DemandCell>> count;
    private final Cache<DemandMap, List<DemandCell>> recent;

    DemandMap(Supplier<List<DemandCell>> count, Ticker ticker) {
        this.count = count;
        this.recent =
                Caffeine.newBuilder().expireAfterWrite(KEEP).ticker(ticker).build();
    }

    /** The map of the sessions in a database. */
    public static DemandMap stored(DataSource database, Clock clock) {
        JdbcDemand demand = new JdbcDemand(database);
        return new DemandMap(() -> demand.since(clock.instant().minus(PERIOD), MOST_CELLS), Ticker.systemTicker());
    }

    /** The cells in which anything was asked for, at most a thousand. */
    public List<DemandCell> cells() {
        return recent.get(this, self -> count.get());
    }
}
