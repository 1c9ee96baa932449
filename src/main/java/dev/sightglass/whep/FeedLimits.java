// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;

/**
 * What feeds may do to the machine.
 *
 * @param pace of connects that come with many others
 * @param maxPacketsPerSecond received on one connection, of whatever kind; 0 for no limit
 */
record FeedLimits(ConnectPace pace, long maxPacketsPerSecond) {
    private static final double MILLIS_PER_SECOND = 1000;

    /** No limit. */
    static FeedLimits none() {
        return new FeedLimits(ConnectPace.perSecond(0), 0);
    }

    /** Packets that may come in that time. */
    long packetsWithin(Duration time) {
        return maxPacketsPerSecond == 0
                ? Long.MAX_VALUE
                : (long) (maxPacketsPerSecond * time.toMillis() / MILLIS_PER_SECOND);
    }
}
