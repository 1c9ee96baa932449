// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs feeds on a pool that somebody else closes. */
record PooledFeedScheduler(ScheduledExecutorService pool) implements FeedScheduler {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        Future<?> future = pool.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }
}
