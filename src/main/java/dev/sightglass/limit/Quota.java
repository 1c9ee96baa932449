// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

/**
 * What a bucket holds and how fast it fills, in the words of draft-ietf-httpapi-ratelimit-headers, revision 11. The window of a
 * bucket is the time in which an empty one fills.
 *
 * @param name of the policy, letters and hyphens
 * @param perSecond tokens that come in a second, at least 1
 * @param burst tokens that a full bucket holds, at least 1
 * @param policy value of {@code RateLimit-Policy} ("RateLimit-Policy Field")
 */
record Quota(String name, long perSecond, long burst, String policy) {

    /** A quota of requests, which is the unit that need not be said. */
    static Quota ofRequests(long perSecond, long burst) {
        return new Quota("requests", perSecond, burst, policy("requests", "", perSecond, burst));
    }

    /** A quota of the encoder's time; the registry of quota units has none for time, so the name of the unit is ours. */
    static Quota ofEncodeTime(long microsPerSecond, long burstMicros) {
        String policy = policy("encode-time", ";qu=\"microseconds\"", microsPerSecond, burstMicros);
        return new Quota("encode-time", microsPerSecond, burstMicros, policy);
    }

    private static String policy(String name, String unit, long perSecond, long burst) {
        return '"' + name + "\";q=" + burst + unit + ";w=" + seconds(burst, perSecond);
    }

    /**
     * How a caller stands.
     *
     * @param left tokens in the bucket; less than none counts as none
     * @param seconds that it should wait where it was refused ("Server Behavior": the same moment as Retry-After)
     */
    RateLimitState state(long left, long seconds) {
        return new RateLimitState(policy, '"' + name + "\";r=" + Math.max(0, left) + ";t=" + seconds);
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
