// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the connection of a live feed by a new one from time to time, since webrtc-java keeps something of every frame until its
 * connection ends (docs/decisions/0027-connections-are-renewed.md). The new one is joined beside the old, which goes on until the new
 * one shows pictures; where it cannot be joined, the old one stays. Everything here runs as a step of its feed.
 */
final class FeedRenewal implements FeedAttempt.Owner {
    /** The feed whose connection is renewed. */
    interface Feed {

        /** Whether pictures come and another connection may be opened now, which is then taken as opened. */
        boolean mayJoinAgain();

        /** An attempt to join the feed once more. */
        FeedAttempt attempt(FeedAttempt.Owner owner);

        /** The epoch that the answer to such an attempt begins. */
        long beginEpoch();

        /** Pictures of {@code renewed} are there, and the former connection's no longer get in. */
        void takeOver(FeedAttempt renewed, long epoch);

        /** The old connection stays: for which reason. */
        void notRenewed(String reason);
    }

    /** Of the time between two renewals, at most: feeds that began together shall not be renewed together. */
    private static final double SPREAD = 0.25;

    private final FeedContext context;
    private final Feed feed;
    private final FeedWait next;
    private @Nullable FeedAttempt candidate;

    /** {@code steps} are those of {@code feed}. */
    FeedRenewal(FeedContext context, Executor steps, Feed feed) {
        this.context = context;
        this.feed = feed;
        this.next = new FeedWait(context, steps);
    }

    /** The next renewal is due a whole period from now. */
    void schedule() {
        Duration period = context.settings().renewAfter();
        if (!period.isZero()) {
            double share = 1 - SPREAD * context.random().getAsDouble();
            next.after(Duration.ofNanos((long) (period.toNanos() * share)), () -> next.inTurn(this::join));
        }
    }

    @Override
    public boolean has(FeedAttempt attempt) {
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

    @Override
    public void answered(FeedAttempt attempt) {
        attempt.accept(feed.beginEpoch(), context.settings().mediaTimeout());
    }

    @Override
    public void refused(FeedAttempt attempt, WhepException failure) {
        failed(failure.reason());
    }

    @Override
    public void noMedia(FeedAttempt attempt) {
        failed(WhepFeed.NO_MEDIA);
    }

    @Override
    public void unusable(FeedAttempt attempt, WhepException failure) {
        failed(failure.reason());
    }

    @Override
    public void live(FeedAttempt attempt, long epoch) {
        feed.takeOver(attempt, epoch);
    }

    @Override
    public void peerChanged(FeedAttempt attempt, PeerState state) {
        if (state == PeerState.FAILED) {
            failed(WhepFeed.ICE_FAILED);
        }
    }

    @Override
    public void faulty(FeedAttempt attempt, MediaFault fault) {
        context.statistics().faulty(fault);
        failed(fault.reason());
    }

    /** The new connection is of no use: leaves it, and tries again a period later. */
    private void failed(String reason) {
        leave();
        context.statistics().notRenewed();
        feed.notRenewed(reason);
        schedule();
    }

    /** The feed has to join anew or ends, so that there is nothing to renew; completes when the new connection is left. */
    CompletionStage<Void> abandon() {
        next.forget();
        return leave();
    }

    private void join() {
        if (!feed.mayJoinAgain()) {
            schedule();
            return;
        }
        FeedAttempt joining = feed.attempt(this);
        candidate = joining;
        joining.ask();
    }

    private CompletionStage<Void> leave() {
        FeedAttempt left = candidate;
        candidate = null;
        return left == null ? CompletableFuture.allOf() : left.leave();
    }
}
