// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells when there are local ICE candidates enough to send a description, and when there are all. Its two notes are made inside
 * callbacks and only hand over.
 */
final class Gathering {
    /**
     * Milliseconds. Host candidates of all interfaces come within a few; libwebrtc itself calls gathering complete only after idle
     * steps of some 100 ms (measured), which every first picture would wait for.
     */
    private static final int AFTER_FIRST_CANDIDATE_MS = 10;

    private final Executor executor;
    private final CompletableFuture<Void> enough = new CompletableFuture<>();
    private final CompletableFuture<Void> all = new CompletableFuture<>();
    private final AtomicBoolean found = new AtomicBoolean();

    Gathering(Executor executor) {
        this.executor = executor;
    }

    /** Notes a candidate. */
    void candidate() {
        if (found.compareAndSet(false, true)) {
            enough.completeOnTimeout(null, AFTER_FIRST_CANDIDATE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Notes that there will be no more. */
    void complete() {
        enough.completeAsync(() -> null, executor);
        all.completeAsync(() -> null, executor);
    }

    /**
     * Completes soon after the first candidate, and after {@code cap} at the latest: with an unreachable STUN server gathering was
     * not complete after 30 s.
     */
    CompletableFuture<Void> await(Duration cap) {
        return enough.copy().completeOnTimeout(null, cap.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes when there will be no more candidates, and after {@code cap} at the latest. */
    CompletableFuture<Void> awaitAll(Duration cap) {
        return all.copy().completeOnTimeout(null, cap.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether there will be no more candidates. */
    boolean isComplete() {
        return all.isDone();
    }
}
