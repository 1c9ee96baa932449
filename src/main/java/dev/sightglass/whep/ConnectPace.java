// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;

/**
 * Spreads connects that would come all at once, after a start or an outage: one per interval. Those of new sessions do not ask. Safe for
 * concurrent use.
 */
final class ConnectPace {
    private final long intervalNanos;
    /** Guarded by this, as is the other. */
    private long nextNanos;

    private boolean begun;

    private ConnectPace(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** @param connects how many per second; 0 for no limit */
    static ConnectPace perSecond(int connects) {
        return new ConnectPace(connects == 0 ? 0 : Duration.ofSeconds(1).toNanos() / connects);
    }

    /** Takes the next turn; whoever takes one takes no other before that has come, so that they reach no further than there are feeds. */
    synchronized Duration turn(long nowNanos) {
        if (!begun || nextNanos - nowNanos < 0) {
            begun = true;
            nextNanos = nowNanos;
        }
        Duration wait = Duration.ofNanos(nextNanos - nowNanos);
        nextNanos += intervalNanos;
        return wait;
    }
}
