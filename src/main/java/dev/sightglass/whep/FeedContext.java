// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Clock;
import java.util.function.DoubleSupplier;

/**
 * What all feeds share.
 *
 * @param clock wall clock, for display
 * @param random uniform in [0, 1), for jitter
 */
record FeedContext(
        FeedSettings settings,
        FeedScheduler scheduler,
        FeedLinks links,
        WhepStatistics statistics,
        Clock clock,
        DoubleSupplier random,
        FeedLimits limits) {

    /** Without limits. */
    FeedContext(
            FeedSettings settings,
            FeedScheduler scheduler,
            FeedLinks links,
            WhepStatistics statistics,
            Clock clock,
            DoubleSupplier random) {
        this(settings, scheduler, links, statistics, clock, random, FeedLimits.none());
    }
}
