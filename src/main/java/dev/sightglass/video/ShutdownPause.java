// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits on the calling thread; closing it ends all waits, so that a shutdown need not wait for a retry. */
final class ShutdownPause implements Retries.Pause, AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public boolean sleep(Duration delay) {
        try {
            return !closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
