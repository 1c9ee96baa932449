// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the connection of a live feed by a new one from time to time, since webrtc-java keeps something of every frame until its
 * connection ends (docs/decisions/0027-connections-are-renewed.md). The new one is joined beside the old, which goes on until the new
 * one shows pictures; where it cannot be joined, the old one stays. Everything here runs as a step of its feed.
 */
final class FeedRenewal {
    /** The feed whose connection is renewed. */
    interface Feed extends FeedAttempt.Steps {

        /** Runs {@code step} as the next one. */
        void next(Runnable step);

        /** Whether pictures come and another connection may be opened now, which is then taken as opened. */
        boolean mayJoinAgain();

        /** Joins by {@code candidate}, whose frames take the place of those of the former connection. */
        void join(FeedAttempt candidate);

        /** The old connection stays: for which reason. */
        void notRenewed(String reason);
    }

    /** Of the time between two renewals, at most: feeds that began together shall not be renewed together. */
    private static final double SPREAD = 0.25;

    private final FeedContext context;
    private final Feed feed;
    private @Nullable FeedAttempt candidate;
    /** What is due next; null for nothing, whatever a timer that has just gone off still brings. */
    private @Nullable Runnable due;

    private Runnable cancelNext = () -> {};

    FeedRenewal(FeedContext context, Feed feed) {
        this.context = context;
        this.feed = feed;
    }

    /** The next renewal is due a whole period from now. */
    void schedule() {
        Duration period = context.settings().renewAfter();
        if (!period.isZero()) {
            double share = 1 - SPREAD * context.random().getAsDouble();
            after(Duration.ofNanos((long) (period.toNanos() * share)), this::begin);
        }
    }

    /** Whether {@code attempt} is the new connection that has not taken over yet. */
    boolean isCandidate(FeedAttempt attempt) {
        return candidate == attempt;
    }

    /** The new connection, as long as it has not taken over. */
    @Nullable FeedAttempt candidate() {
        return candidate;
    }

    /** The new connection is the feed's now; it is no longer looked after here. */
    void tookOver() {
        candidate = null;
        context.statistics().renewed();
        schedule();
    }

    /** The new connection is of no use: leaves it, and tries again a period later. */
    void failed(String reason) {
        leave();
        context.statistics().notRenewed();
        feed.notRenewed(reason);
        schedule();
    }

    /** The feed has to join anew or ends, so that there is nothing to renew; completes when the new connection is left. */
    CompletionStage<Void> abandon() {
        due = null;
        cancelNext.run();
        return leave();
    }

    private void begin() {
        Duration wait = context.limits().pace().turn(context.scheduler().nanoTime());
        if (wait.isZero()) {
            join();
        } else {
            after(wait, this::join);
        }
    }

    private void join() {
        if (!feed.mayJoinAgain()) {
            schedule();
            return;
        }
        FeedAttempt next = new FeedAttempt(context.scheduler(), feed);
        candidate = next;
        feed.join(next);
    }

    private CompletionStage<Void> leave() {
        FeedAttempt left = candidate;
        candidate = null;
        return left == null ? CompletableFuture.allOf() : left.leave();
    }

    private void after(Duration delay, Runnable step) {
        cancelNext.run();
        due = step;
        cancelNext = context.scheduler().schedule(delay, () -> feed.next(() -> runIfDue(step)));
    }

    private void runIfDue(Runnable step) {
        if (due == step) {
            due = null;
            step.run();
        }
    }
}
