// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of patience at the end of the process. All that stops in order has a limit of its own, and these add up to less; but a call
 * into a native library, a driver or a thread of somebody else's knows none, and whoever sent SIGTERM was promised ten seconds.
 */
final class ShutdownLimit {
    private static final Logger LOG = LoggerFactory.getLogger(ShutdownLimit.class);

    /** Leaves the last half second to the machine. */
    private static final Duration PATIENCE = Duration.ofMillis(9_500);
    /** What the JVM ends with after SIGTERM: 128 + 15. */
    private static final int TERMINATED = 143;

    private ShutdownLimit() {}

    /** From the signal on, the process has ten seconds. What is cut off then is what kill -9 would cut off: the next start sees to it. */
    static void set() {
        // The JVM waits for its hooks, so the hook only starts what waits.
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownLimit::begin, "shutdown-limit"));
    }

    private static void begin() {
        Thread thread = new Thread(ShutdownLimit::waitAndHalt, "shutdown-limit");
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitAndHalt() {
        try {
            Thread.sleep(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        LOG.error("event=shutdown-cut-off after={}", PATIENCE);
        Runtime.getRuntime().halt(TERMINATED);
    }
}
