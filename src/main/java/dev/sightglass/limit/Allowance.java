// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may still do: requests, and time of the encoder, each out of its own bucket and out of that of its workspace. Safe for
 * concurrent use; nothing here blocks.
 */
public final class Allowance {
    private final Meters own;
    private final Meters workspace;

    Allowance(Meters own, Meters workspace) {
        this.own = own;
        this.workspace = workspace;
    }

    /**
     * Counts one request.
     *
     * @throws RateLimitedException {@code limit:requests} if it is one too many; it costs nothing then
     */
    public void takeRequest() {
        Meter mine = own.requests();
        Meter ours = workspace.requests();
        if (mine != null && !mine.take()) {
            throw mine.refusal();
        }
        if (ours != null && !ours.take()) {
            if (mine != null) {
                mine.giveBack();
            }
            throw ours.refusal();
        }
    }

    /** How the caller stands, or its workspace, if less than a quarter of the requests is left, else null. */
    public @Nullable RateLimitState fewRequestsLeft() {
        Meter mine = own.requests();
        RateLimitState few = mine == null ? null : mine.low();
        Meter ours = workspace.requests();
        return few != null || ours == null ? few : ours.low();
    }

    /**
     * Lets an encode begin. What it takes is known only when it is over, so those that run at the same time can lead into debt.
     *
     * @throws RateLimitedException {@code limit:encodeTime} if no time is left
     */
    public void requireEncodeTime() {
        requireSome(own.encodeMicros());
        requireSome(workspace.encodeMicros());
    }

    private static void requireSome(@Nullable Meter meter) {
        if (meter != null && meter.isEmpty()) {
            throw meter.refusal();
        }
    }

    /** Takes the time of an encode that is over, in whole microseconds, at least one. */
    public void chargeEncode(Duration time) {
        long micros = Math.max(1, time.toNanos() / 1_000);
        Meter mine = own.encodeMicros();
        if (mine != null) {
            mine.charge(micros);
        }
        Meter ours = workspace.encodeMicros();
        if (ours != null) {
            ours.charge(micros);
        }
    }
}
