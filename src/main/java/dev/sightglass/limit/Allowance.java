// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one caller may still do: requests, and time of the encoder. Safe for concurrent use; nothing here blocks. */
public final class Allowance {
    private final @Nullable Meter requests;
    private final @Nullable Meter encodeMicros;

    /**
     * @param requests null for no limit
     * @param encodeMicros microseconds of the encoder; null for no limit
     */
    Allowance(@Nullable Meter requests, @Nullable Meter encodeMicros) {
        this.requests = requests;
        this.encodeMicros = encodeMicros;
    }

    /**
     * Counts one request.
     *
     * @throws RateLimitedException {@code limit:requests} if it is one too many; it costs nothing then
     */
    public void takeRequest() {
        if (requests != null && !requests.take()) {
            throw RateLimitedException.requests(requests);
        }
    }

    /** How the caller stands if less than a quarter of its requests is left, else null. */
    public @Nullable RateLimitState fewRequestsLeft() {
        return requests == null ? null : requests.low();
    }

    /**
     * Lets an encode begin. What it takes is known only when it is over, so those that run at the same time can lead into debt.
     *
     * @throws RateLimitedException {@code limit:encodeTime} if no time is left
     */
    public void requireEncodeTime() {
        if (encodeMicros != null && encodeMicros.left() <= 0) {
            throw RateLimitedException.encodeTime(encodeMicros);
        }
    }

    /** Takes the time of an encode that is over, in whole microseconds, at least one. */
    public void chargeEncode(Duration time) {
        if (encodeMicros != null) {
            encodeMicros.charge(Math.max(1, time.toNanos() / 1_000));
        }
    }
}
