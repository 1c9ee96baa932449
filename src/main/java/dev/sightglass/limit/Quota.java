// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the buckets of one limit hold and how fast they fill, in the words of draft-ietf-httpapi-ratelimit-headers, revision 11. The
 * window of a bucket is the time in which an empty one fills. Knows how often one of its buckets had nothing left for somebody.
 */
final class Quota {
    private final Limit limit;
    private final long perSecond;
    private final long burst;
    private final String policy;
    private final LongAdder refusals = new LongAdder();

    /**
     * @param perSecond tokens that come in a second, at least 1
     * @param burst tokens that a full bucket holds, at least 1
     * @param unit parameter of the policy that names what a token is; empty for requests, which need not be said
     */
    private Quota(Limit limit, long perSecond, long burst, String unit) {
        this.limit = limit;
        this.perSecond = perSecond;
        this.burst = burst;
        this.policy = '"' + limit.label() + "\";q=" + burst + unit + ";w=" + seconds(burst, perSecond);
    }

    /** A quota of requests; null, which is no limit, for a rate of 0. */
    static @Nullable Quota ofRequests(Limit limit, Rates rates) {
        return rates.requestsPerSecond() == 0
                ? null
                : new Quota(limit, rates.requestsPerSecond(), rates.requestBurst(), "");
    }

    /**
     * A quota of the encoder's time, in microseconds; null, which is no limit, for a rate of 0. The registry of quota units has none
     * for time, so the name of the unit is ours.
     */
    static @Nullable Quota ofEncodeTime(Limit limit, Rates rates) {
        long microsPerSecond = rates.encodeTimePerSecond().toNanos() / 1_000;
        return microsPerSecond == 0
                ? null
                : new Quota(limit, microsPerSecond, rates.encodeTimeBurst().toNanos() / 1_000, ";qu=\"microseconds\"");
    }

    Limit limit() {
        return limit;
    }

    long perSecond() {
        return perSecond;
    }

    long burst() {
        return burst;
    }

    /** Time in which an empty bucket fills, rounded up to a second. */
    Duration window() {
        return Duration.ofSeconds(seconds(burst, perSecond));
    }

    /** Counts a refusal. */
    void refused() {
        refusals.increment();
    }

    /** Refusals so far. */
    long refusals() {
        return refusals.sum();
    }

    /**
     * How a caller stands.
     *
     * @param left tokens in the bucket; less than none counts as none
     * @param seconds that it should wait where it was refused ("Server Behavior": the same moment as Retry-After)
     */
    RateLimitState state(long left, long seconds) {
        return new RateLimitState(policy, '"' + limit.label() + "\";r=" + Math.max(0, left) + ";t=" + seconds);
    }

    /** How a caller stands that was not refused: the time is the one until the bucket is full. */
    RateLimitState state(long left) {
        return state(left, seconds(burst - left, perSecond));
    }

    /** Seconds in which that many tokens come, rounded up. */
    private static long seconds(long tokens, long perSecond) {
        return (tokens + perSecond - 1) / perSecond;
    }
}
