// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One bucket of one caller or workspace, full at first. Safe for concurrent use; nothing here blocks. */
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

    /** Puts one token back that was taken. */
    void giveBack() {
        bucket.addTokens(1);
    }

    /** Whether there is no token. */
    boolean isEmpty() {
        return bucket.getAvailableTokens() <= 0;
    }

    /** Takes that many tokens, into debt if need be, which is paid off before there are tokens again. */
    void charge(long tokens) {
        bucket.consumeIgnoringRateLimits(tokens);
    }

    /** Says that there is no token, and counts that it was said. */
    RateLimitedException refusal() {
        quota.refused();
        long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return new RateLimitedException(this, (int)
                Math.max(1, Duration.ofNanos(nanos).plusNanos(999_999_999).toSeconds()));
    }

    Quota quota() {
        return quota;
    }

    /** How the caller stands, if less than a quarter is left. */
    @Nullable RateLimitState low() {
        long left = bucket.getAvailableTokens();
        return left * 4 < quota.burst() ? quota.state(left) : null;
    }
}
