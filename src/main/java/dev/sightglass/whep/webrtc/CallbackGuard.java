// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps throwables inside native callbacks: one that left would abort the process. Counts each and logs the first.
 */
final class CallbackGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackGuard.class);

    private final MediaStatistics statistics;
    private final AtomicBoolean logged = new AtomicBoolean();

    CallbackGuard(MediaStatistics statistics) {
        this.statistics = statistics;
    }

    /** Runs {@code body}; never throws. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    void run(String callback, Runnable body) {
        try {
            body.run();
        } catch (Throwable failure) {
            swallow(callback, failure);
        }
    }

    /** Counts {@code failure} and logs it if it is the first; never throws. */
    void swallow(String callback, Throwable failure) {
        try {
            statistics.callbackFailed();
            if (logged.compareAndSet(false, true)) {
                LOG.error("callback={} failed; further failures are only counted", callback, failure);
            }
        } catch (Throwable ignored) {
            // Logging may fail too (out of memory): still nothing may leave.
        }
    }
}
