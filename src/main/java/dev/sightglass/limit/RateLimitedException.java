// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import dev.sightglass.platform.ContractException;
import java.io.Serial;

/** A caller, or its workspace, has used up what it may do for now: {@code RATE_LIMITED}, with the time after which to try again. */
public final class RateLimitedException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int retryAfterSeconds;
    private final transient RateLimitState state;
    private final transient Meter meter;

    /** @param retryAfterSeconds until there is a token, rounded up, at least 1 */
    RateLimitedException(Meter meter, int retryAfterSeconds) {
        super(
                "RATE_LIMITED",
                meter.quota().limit().detail(),
                meter.quota().limit().hint());
        this.retryAfterSeconds = retryAfterSeconds;
        this.state = meter.quota().state(0, retryAfterSeconds);
        this.meter = meter;
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

    /**
     * Whether one more request would be refused in the same words; counts it as refused if so. For requests, of which at least one
     * comes back each second and none is owed: to wait for a second is always right.
     */
    public boolean holdsForAnother() {
        if (!meter.isEmpty()) {
            return false;
        }
        meter.quota().refused();
        return true;
    }
}
