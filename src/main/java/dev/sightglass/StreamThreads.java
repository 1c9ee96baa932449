// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one thread that tells readers of streams that their time has come. */
final class StreamThreads {

    private StreamThreads() {}

    static ScheduledExecutorService alarms() {
        ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "stream-alarms");
            thread.setDaemon(true);
            return thread;
        });
        // Or the heartbeats of readers that have gone would stay until they are due.
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
    }
}
