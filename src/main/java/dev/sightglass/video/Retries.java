// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a call that failed in passing, within a limit for all tries together. Safe for concurrent use. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final Backoff backoff;
    private final Duration limit;
    private final Pause pause;
    private final LongSupplier nanos;

    /**
     * Makes one.
     *
     * @param limit of all tries and pauses together
     * @param nanos the time that {@code limit} is measured in, as of {@link System#nanoTime}
     */
    Retries(Backoff backoff, Duration limit, Pause pause, LongSupplier nanos) {
        this.backoff = backoff;
        this.limit = limit;
        this.pause = pause;
        this.nanos = nanos;
    }

    /** One try of a call. */
    @FunctionalInterface
    interface Call<T> {
        /** @param limit the longest that this try may take */
        T within(Duration limit);
    }

    /** Waits between two tries. */
    @FunctionalInterface
    interface Pause {
        /** Whether the whole delay has passed; false if the wait was cut short, and there is to be no other try. */
        boolean sleep(Duration delay);
    }

    /**
     * Tries until it succeeds. Waits at least as long as the backend asks with {@code Retry-After}; where that passes the limit,
     * there is no other try.
     *
     * @throws VideoException the last failure
     */
    <T> T call(Call<T> call) {
        long start = nanos.getAsLong();
        for (int failures = 1; ; failures++) {
            try {
                return call.within(left(start));
            } catch (VideoException failure) {
                Duration delay = delayAfter(failure, failures);
                if (!failure.isPassing() || delay.compareTo(left(start)) >= 0) {
                    throw failure;
                }
                LOG.info("event=video-retry try={} detail={} delayMs={}", failures, failure.detail(), delay.toMillis());
                if (!pause.sleep(delay)) {
                    throw failure;
                }
            }
        }
    }

    private Duration left(long start) {
        return limit.minusNanos(nanos.getAsLong() - start);
    }

    private Duration delayAfter(VideoException failure, int failures) {
        Duration delay = backoff.after(failures);
        Duration asked = failure.retryAfter();
        return asked != null && asked.compareTo(delay) > 0 ? asked : delay;
    }
}
