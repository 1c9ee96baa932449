// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a feed has, and those that it is leaving; what they told of the endpoint outlasts them. Used by steps of its feed
 * only.
 */
final class FeedConnections {
    private @Nullable FeedAttempt current;
    private FeedMemory memory = FeedMemory.NONE;
    private CompletionStage<Void> leaving = CompletableFuture.allOf();

    boolean has(FeedAttempt attempt) {
        return current == attempt;
    }

    boolean isEmpty() {
        return current == null;
    }

    /** {@code next} is the feed's connection; it has none, see {@link #leave}. */
    void begin(FeedAttempt next) {
        current = next;
    }

    /** What is known of the endpoint by now. */
    FeedMemory memory() {
        return current == null ? memory : current.memory(memory);
    }

    /** Leaves the connection, and takes {@code renewed} in its place. */
    void replaceBy(FeedAttempt renewed) {
        if (current != null) {
            leaving = both(leaving, current.leave());
        }
        current = renewed;
    }

    /** Leaves the connection; see {@link #left()}, which waits for {@code other}, too. */
    void leave(CompletionStage<Void> other) {
        memory = memory();
        if (current != null) {
            leaving = both(leaving, both(current.leave(), other));
        }
        current = null;
    }

    /** Completes when all that have been left so far are, never fails. */
    CompletionStage<Void> left() {
        return leaving;
    }

    private static CompletionStage<Void> both(CompletionStage<Void> one, CompletionStage<Void> other) {
        return one.thenCombine(other, (left, leftToo) -> left);
    }
}
