// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.http;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work on requests where there are no virtual ones (before JDK 21). Whoever has just finished a request gets the next
 * one, so that few threads do the work as long as few are needed, and find their stacks and buffers in the processor's caches. Tomcat's
 * own pool gives each request to whoever has rested longest (docs/decisions/0025-requests-go-to-warm-threads.md).
 */
final class WarmThreads {

    /** Version of Java from which on there are virtual threads, and where these would cost more than Tomcat's: they look for work before they rest. */
    static final int NO_LONGER = 21;

    /** Tasks are run in the order in which they come. */
    private static final boolean FIRST_COME_FIRST_SERVED = true;

    private static final int NONE_TO_SPARE = 0;

    private static final int REST_SECONDS = 60;

    private static final Thread.@Nullable UncaughtExceptionHandler USUAL = null;

    private WarmThreads() {}

    /**
     * Makes a pool; the caller shuts it down.
     *
     * @param most threads at the same time; further tasks wait
     * @param name beginning of each thread's name
     */
    static ForkJoinPool pool(int most, String name) {
        // A thread of such a pool would know the classes of the JVM alone.
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        AtomicInteger made = new AtomicInteger();
        return new ForkJoinPool(
                most,
                pool -> {
                    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
                    thread.setContextClassLoader(classes);
                    thread.setName(name + "-exec-" + made.incrementAndGet());
                    return thread;
                },
                USUAL,
                FIRST_COME_FIRST_SERVED,
                most,
                most, // not one more for each that waits for a future, which such a pool would make
                NONE_TO_SPARE,
                waiting -> true, // waits, instead of failing
                REST_SECONDS,
                TimeUnit.SECONDS);
    }
}
