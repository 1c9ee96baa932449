// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The time and the threads of feeds, so that a test can be both. */
interface FeedScheduler extends Executor {

    /** The clock of ages, in nanoseconds. */
    long nanoTime();

    /** Runs {@code task} after {@code delay} unless the result is run before. */
    Runnable schedule(Duration delay, Runnable task);
}
