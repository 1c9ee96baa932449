// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds what reads a stranger's text against a limit of CPU time, which other processes do not spend. */
public final class CpuTime {
    /** A hundred times what the slowest of the readers takes for 8 KiB, collections and compilation aside. */
    private static final Duration LIMIT = Duration.ofMillis(500);

    /** A search tries more inputs when it measures only some of them; those that are kept are all measured. */
    private static final int MEASURED_ONE_OF = System.getenv("JAZZER_FUZZ") == null ? 1 : 32;

    private static final AtomicInteger TRIES = new AtomicInteger();

    private CpuTime() {}

    /**
     * A text of at least so many characters that repeats another.
     *
     * @return the text itself if it is long enough, or empty
     */
    public static String repeated(String text, int length) {
        return text.isEmpty() ? text : text.repeat(Math.max(1, (length + text.length() - 1) / text.length()));
    }

    /** Runs {@code reading}, and fails if this thread was busy with it for longer than the limit. */
    public static void bounded(Runnable reading) {
        if (TRIES.getAndIncrement() % MEASURED_ONE_OF != 0) {
            return;
        }
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        reading.run();
        Duration taken = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        assertThat(taken).as("CPU time").isLessThan(LIMIT);
    }
}
