// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import dev.sightglass.platform.ContractException;
import java.io.Serial;
import java.time.Duration;

/** A caller has used up what it may do for now: {@code RATE_LIMITED}, with the time after which to try again. */
public final class RateLimitedException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int retryAfterSeconds;
    private final transient RateLimitState state;

    private RateLimitedException(String detail, String hint, Meter meter) {
        super("RATE_LIMITED", detail, hint);
        this.retryAfterSeconds = seconds(meter.untilNext());
        this.state = meter.quota().state(0, retryAfterSeconds);
    }

    /** {@code limit:requests}: no token is left for a request. */
    static RateLimitedException requests(Meter meter) {
        return new RateLimitedException(
                "limit:requests", "This credential sends more requests than it may. Send fewer, evenly.", meter);
    }

    /** {@code limit:encodeTime}: a picture would have to be encoded, and no time of the encoder is left. */
    static RateLimitedException encodeTime(Meter meter) {
        return new RateLimitedException(
                "limit:encodeTime",
                "This credential has used up its time of the encoder. Ask for fewer or smaller pictures.",
                meter);
    }

    private static int seconds(Duration wait) {
        return (int) Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /** Seconds until there is a token, rounded up, at least 1. */
    @Override
    public Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** How the caller stood. */
    public RateLimitState state() {
        return state;
    }
}
