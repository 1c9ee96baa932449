// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Names the camera's threads and ends them. */
final class DemoThreads {
    private static final long END_TIMEOUT_SECONDS = 2;

    private DemoThreads() {}

    /** Daemon threads of one name: the camera alone never keeps the process alive. */
    static ThreadFactory named(String name) {
        ThreadFactory factory = Executors.defaultThreadFactory();
        return task -> {
            Thread thread = factory.newThread(task);
            thread.setName(name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Lets running tasks finish for two seconds, then interrupts them. */
    static void end(ExecutorService executor) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
