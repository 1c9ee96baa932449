// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The allowance of each caller, kept while it is in use. Safe for concurrent use; nothing here blocks. */
public final class CallerLimits {
    /** Some 600 bytes each. Those asked for least go first, and come back with full buckets. */
    private static final int AT_MOST = 10_000;

    /** How long an allowance is kept at least: also a debt is forgotten then. */
    private static final Duration SHORTEST_KEEP = Duration.ofMinutes(10);

    private final @Nullable Quota requests;
    private final @Nullable Quota encodeTime;
    private final TimeMeter time;
    private final Cache<Object, Allowance> allowances;

    /** @param nanoTime as {@link System#nanoTime()} */
    public CallerLimits(Rates rates, LongSupplier nanoTime) {
        long microsPerSecond = rates.encodeTimePerSecond().toNanos() / 1_000;
        this.requests = rates.requestsPerSecond() == 0
                ? null
                : Quota.ofRequests(rates.requestsPerSecond(), rates.requestBurst());
        this.encodeTime = microsPerSecond == 0
                ? null
                : Quota.ofEncodeTime(microsPerSecond, rates.encodeTimeBurst().toNanos() / 1_000);
        this.time = new NanoTime(nanoTime);
        this.allowances = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterAccess(keep())
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /** @param caller equal for the same caller, and no secret */
    public Allowance of(Object caller) {
        return allowances.get(caller, key -> new Allowance(meter(requests), meter(encodeTime)));
    }

    private @Nullable Meter meter(@Nullable Quota quota) {
        return quota == null ? null : new Meter(quota, time);
    }

    /** A bucket that is full again is the same as a new one. */
    private Duration keep() {
        Duration fill = SHORTEST_KEEP;
        for (Quota quota : new Quota[] {requests, encodeTime}) {
            if (quota != null && fill.toSeconds() < quota.burst() / quota.perSecond()) {
                fill = Duration.ofSeconds(quota.burst() / quota.perSecond() + 1);
            }
        }
        return fill;
    }

    private record NanoTime(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
