// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;

/** One timer for all who wait. Safe for concurrent use. */
@FunctionalInterface
public interface Deadlines {

    /**
     * Runs {@code task} after {@code delay}; it only hands over.
     *
     * @return keeps it from running, and forgets it; harmless at any time
     */
    Runnable after(Duration delay, Runnable task);
}
