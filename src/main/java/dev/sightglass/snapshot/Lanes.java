// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Works through what is ready with a few threads of a shared executor, each for one slice before others get their turn. */
final class Lanes {

    /** Answers that one thread begins in a row: some milliseconds. */
    private static final int SLICE = 64;

    private final Executor threads;
    private final int most;
    private final IntSupplier ready;
    private final BooleanSupplier one;
    private final AtomicInteger busy = new AtomicInteger();

    /**
     * @param most threads at a time
     * @param ready how much there is to do
     * @param one does one piece of it; false if there was none
     */
    Lanes(Executor threads, int most, IntSupplier ready, BooleanSupplier one) {
        this.threads = threads;
        this.most = most;
        this.ready = ready;
        this.one = one;
    }

    /** Sees to it that threads enough are at work. To be called after something became ready. */
    void begin() {
        int useful = Math.min(most, (ready.getAsInt() + SLICE - 1) / SLICE);
        int now = busy.get();
        while (now < useful) {
            if (busy.compareAndSet(now, now + 1)) {
                submit(this::slice);
            }
            now = busy.get();
        }
    }

    /** Hands something else to the same threads. */
    void submit(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException stopping) {
            // Everybody who waited has been answered by then: the process ends.
        }
    }

    private void slice() {
        int done = 0;
        while (done < SLICE && one.getAsBoolean()) {
            done++;
        }
        // In this order: what becomes ready in between is seen by us, or its begin() sees that we are not busy.
        busy.decrementAndGet();
        begin();
    }
}
