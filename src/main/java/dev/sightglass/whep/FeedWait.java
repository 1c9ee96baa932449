// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The one thing that a feed does later: after a delay, or when its turn among many others has come. Used by steps of its feed only. */
final class FeedWait {
    private final FeedContext context;
    private final Executor steps;
    /** What is due; null for nothing, whatever a timer that has just gone off still brings. */
    private @Nullable Runnable due;

    private Runnable cancelTimer = () -> {};

    /** {@code steps} are those of the feed. */
    FeedWait(FeedContext context, Executor steps) {
        this.context = context;
        this.steps = steps;
    }

    /** Joins at once, or when the turn among those who join has come. */
    void inTurn(Runnable join) {
        Duration wait = context.limits().pace().turn(context.scheduler().nanoTime());
        if (wait.isZero()) {
            join.run();
        } else {
            after(wait, join);
        }
    }

    /** Does {@code next} after the delay, in place of what was due. */
    void after(Duration delay, Runnable next) {
        cancelTimer.run();
        due = next;
        cancelTimer = context.scheduler()
                .schedule(
                        delay,
                        () -> steps.execute(() -> {
                            if (due == next) {
                                endNow();
                            }
                        }));
    }

    /** Does what is due, if anything is, now. */
    void endNow() {
        Runnable next = due;
        if (next != null) {
            forget();
            next.run();
        }
    }

    /** Nothing is due any more. */
    void forget() {
        due = null;
        cancelTimer.run();
    }
}
