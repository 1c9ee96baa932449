// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.snapshot.Deadlines;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads behind answers that are held back: some that begin them, one per processor, and one that keeps their time. However many
 * answers there are.
 */
final class WaitingThreads implements Deadlines, AutoCloseable {

    private final int size = Math.max(2, Runtime.getRuntime().availableProcessors());
    private final ExecutorService answers = Executors.newFixedThreadPool(size, named("frame-answers"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("frame-deadlines"));

    WaitingThreads() {
        // Or the answer of a wait that ended would be kept until its deadline.
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    Executor answers() {
        return answers;
    }

    /** How many begin answers. */
    int size() {
        return size;
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        Future<?> due = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> due.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdown();
        answers.shutdown();
    }

    private static ThreadFactory named(String name) {
        ThreadFactory threads = Executors.defaultThreadFactory();
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setName(name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
