// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounded waits for what libwebrtc reports from its own threads. */
final class Waiting {
    /** libwebrtc answers within milliseconds; on a machine that needs longer no video would flow either. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private Waiting() {}

    /**
     * Waits for a result.
     *
     * @throws RefusedOfferException if libwebrtc refused
     * @throws IllegalStateException if it did not answer within three seconds, or the waiting thread was interrupted
     */
    static <T> T forResult(CompletableFuture<T> result) {
        try {
            return result.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedOfferException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("libwebrtc did not answer within " + LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether {@code event} happened within {@code limit}; false, too, if the waiting thread was interrupted. */
    static boolean atMost(Duration limit, CompletableFuture<?> event) {
        try {
            event.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
