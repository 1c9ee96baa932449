// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One bucket of one caller, full at first. Safe for concurrent use; nothing here blocks. */
final class Meter {
    private final Quota quota;
    private final Bucket bucket;

    Meter(Quota quota, TimeMeter time) {
        this.quota = quota;
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(quota.burst())
                        .refillGreedy(quota.perSecond(), Duration.ofSeconds(1))
                        .build())
                .withCustomTimePrecision(time)
                .build();
    }

    /** Takes one token; false if there is none. */
    boolean take() {
        return bucket.tryConsume(1);
    }

    /** Takes that many tokens, into debt if need be, which is paid off before there are tokens again. */
    void charge(long tokens) {
        bucket.consumeIgnoringRateLimits(tokens);
    }

    /** Tokens that are there, less than none in debt. */
    long left() {
        return bucket.getAvailableTokens();
    }

    /** Time until there is a token; zero if there is one. */
    Duration untilNext() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    Quota quota() {
        return quota;
    }

    /** How the caller stands, if less than a quarter is left. */
    @Nullable RateLimitState low() {
        long left = left();
        return left * 4 < quota.burst() ? quota.state(left) : null;
    }
}
