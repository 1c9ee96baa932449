// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.PeerConnectionListener;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try to join, with its link and its one timer. Whatever it reports goes through {@code steps}, which ignores it once the feed has
 * moved on.
 */
final class FeedAttempt implements PeerConnectionListener {
    /** What the feed does about it; each runs as a step. */
    interface Steps {
        /** Runs {@code step} if {@code attempt} is the feed's current one. */
        void step(FeedAttempt attempt, Runnable step);

        void live(FeedAttempt attempt, long epoch);

        void peerChanged(FeedAttempt attempt, PeerState state);

        void faulty(FeedAttempt attempt, MediaFault fault);
    }

    /**
     * How long one offer is used: where nobody publishes, one peer connection per five minutes is opened instead of one per request. A
     * network that changes meanwhile makes its candidates useless, which a media timeout finds out.
     */
    private static final Duration OFFER_LIFETIME = Duration.ofMinutes(5);

    private final FeedScheduler scheduler;
    private final Steps steps;
    private final long madeAtNanos;
    private @Nullable FeedLink link;
    private @Nullable InboundMeter meter;
    private long epoch;
    private boolean disconnected;
    private Runnable cancelTimer = () -> {};

    FeedAttempt(FeedScheduler scheduler, Steps steps) {
        this.scheduler = scheduler;
        this.steps = steps;
        this.madeAtNanos = scheduler.nanoTime();
    }

    /** Opens the link, unless it is, and asks; {@code done} gets null or the failure. */
    void ask(FeedLinkSource source, Consumer<@Nullable Throwable> done) {
        try {
            FeedLink asked = link == null ? source.open(this) : link;
            link = asked;
            report(asked.ask(), done);
        } catch (RuntimeException unavailable) {
            // The library is closing, or its threads are.
            done.accept(unavailable);
        }
    }

    /** Whether the link may ask again after {@code failure}: nobody took its offer, so that it is as good as new. */
    boolean canAskAgain(WhepException failure) {
        boolean untaken = switch (ConnectOutcome.of(failure)) {
            case REFUSED, UNREACHABLE, ADDRESS_REFUSED -> true;
            // There may be a session made of it.
            case ANSWERED, TIMEOUT, BAD_ANSWER, LOCAL_FAILURE, ABANDONED -> false;
        };
        return untaken
                && link != null
                && link.canAskAgain()
                && scheduler.nanoTime() - madeAtNanos < OFFER_LIFETIME.toNanos();
    }

    /** Applies the answer; {@code done} gets null or the failure. */
    void accept(long begun, Consumer<@Nullable Throwable> done) {
        epoch = begun;
        if (link != null) {
            report(link.accept(begun), done);
        }
    }

    /** Begins to watch what comes in. */
    void measure(FeedContext context) {
        if (link != null) {
            meter = new InboundMeter(context, link, this::faulty);
            meter.start();
        }
    }

    /** See {@link FeedLink#memory()}; {@code former} if there is no link. */
    FeedMemory memory(FeedMemory former) {
        return link == null ? former : link.memory();
    }

    /** Cancels the timer and leaves; see {@link FeedLink#leave()}. */
    CompletionStage<Void> leave() {
        cancelTimer.run();
        if (meter != null) {
            meter.stop();
        }
        return link == null ? CompletableFuture.allOf() : link.leave();
    }

    /** Sets the one timer of this attempt, in place of any other. */
    void after(Duration delay, Runnable step) {
        cancelTimer.run();
        cancelTimer = scheduler.schedule(delay, () -> steps.step(this, step));
    }

    void cancelTimer() {
        cancelTimer.run();
    }

    /** The epoch that its answer began; 0 before. */
    long epoch() {
        return epoch;
    }

    boolean isDisconnected() {
        return disconnected;
    }

    void setDisconnected(boolean disconnected) {
        this.disconnected = disconnected;
    }

    @Override
    public void firstFrame(long seen) {
        steps.step(this, () -> steps.live(this, seen));
    }

    @Override
    public void stateChanged(PeerState state) {
        steps.step(this, () -> steps.peerChanged(this, state));
    }

    @Override
    public void faulty(MediaFault fault) {
        steps.step(this, () -> steps.faulty(this, fault));
    }

    private void report(CompletionStage<Void> stage, Consumer<@Nullable Throwable> done) {
        stage.whenComplete((nothing, failure) -> steps.step(this, () -> done.accept(failure)));
    }

    /** Opens the link of a feed. */
    @FunctionalInterface
    interface FeedLinkSource {
        FeedLink open(PeerConnectionListener listener);
    }
}
