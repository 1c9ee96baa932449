// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.PeerConnectionListener;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One try to join, with its link and its one timer. What it reports comes as a step of its feed, to whom it belongs by then. */
final class FeedAttempt implements PeerConnectionListener {
    /** The feed or its renewal. All but {@link #has} is called as a step of the feed, and while it has the attempt. */
    interface Owner {
        boolean has(FeedAttempt attempt);

        /** There is an answer, which waits for {@link FeedAttempt#accept}. */
        void answered(FeedAttempt attempt);

        void refused(FeedAttempt attempt, WhepException failure);

        /** It was accepted, and nothing came within the time given. */
        void noMedia(FeedAttempt attempt);

        /** The answer is one that cannot be accepted. */
        void unusable(FeedAttempt attempt, WhepException failure);

        /** The first frame of {@code epoch} is in the slot. */
        void live(FeedAttempt attempt, long epoch);

        void peerChanged(FeedAttempt attempt, PeerState state);

        void faulty(FeedAttempt attempt, MediaFault fault);
    }

    /** Opens the link of a feed. */
    @FunctionalInterface
    interface LinkSource {
        FeedLink open(PeerConnectionListener listener);
    }

    /**
     * How long one offer is used: where nobody publishes, one peer connection per five minutes is opened instead of one per request. A
     * network that changes meanwhile makes its candidates useless, which a media timeout finds out.
     */
    private static final Duration OFFER_LIFETIME = Duration.ofMinutes(5);

    private final FeedContext context;
    private final Executor steps;
    private final LinkSource links;
    private final long madeAtNanos;
    private Owner owner;
    private @Nullable FeedLink link;
    private @Nullable InboundMeter meter;
    private long epoch;
    private boolean disconnected;
    private Runnable cancelTimer = () -> {};

    /** {@code steps} are those of the feed. */
    FeedAttempt(FeedContext context, Executor steps, LinkSource links, Owner owner) {
        this.context = context;
        this.steps = steps;
        this.links = links;
        this.owner = owner;
        this.madeAtNanos = context.scheduler().nanoTime();
    }

    /** What becomes of it is somebody else's from now on. */
    void belongTo(Owner next) {
        owner = next;
    }

    /** Opens the link, unless it is, and asks. */
    void ask() {
        after(context.settings().askTimeout(), () -> refused(WhepException.of(WhepFailure.TIMEOUT)));
        try {
            FeedLink asked = link == null ? links.open(this) : link;
            link = asked;
            report(asked.ask(), this::answered, this::refused);
        } catch (RuntimeException unavailable) {
            // The library is closing, or its threads are.
            refused(WhepException.in(unavailable, WhepFailure.LOCAL));
        }
    }

    private void answered() {
        context.statistics().connected(ConnectOutcome.ANSWERED);
        owner.answered(this);
    }

    private void refused(WhepException failure) {
        context.statistics().connected(ConnectOutcome.of(failure));
        owner.refused(this, failure);
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
                && context.scheduler().nanoTime() - madeAtNanos < OFFER_LIFETIME.toNanos();
    }

    /** Accepts the answer, by which {@code begun} begins, and waits so long for its first frame. */
    void accept(long begun, Duration patience) {
        epoch = begun;
        after(patience, () -> owner.noMedia(this));
        if (link != null) {
            report(link.accept(begun), this::measure, failure -> owner.unusable(this, failure));
        }
    }

    private void measure() {
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
        cancelTimer = context.scheduler().schedule(delay, () -> step(step));
    }

    void cancelTimer() {
        cancelTimer.run();
    }

    /** The epoch that its answer began; 0 before. */
    long epoch() {
        return epoch;
    }

    /** Whether ICE has not heard of the peer for a while. */
    boolean isDisconnected() {
        return disconnected;
    }

    @Override
    public void firstFrame(long seen) {
        step(() -> owner.live(this, seen));
    }

    @Override
    public void stateChanged(PeerState state) {
        step(() -> {
            disconnected = state == PeerState.DISCONNECTED;
            owner.peerChanged(this, state);
        });
    }

    @Override
    public void faulty(MediaFault fault) {
        step(() -> owner.faulty(this, fault));
    }

    private void report(CompletionStage<Void> stage, Runnable done, Consumer<WhepException> failed) {
        stage.whenComplete((nothing, failure) -> step(() -> {
            if (failure == null) {
                done.run();
            } else {
                failed.accept(WhepException.in(failure, WhepFailure.LOCAL));
            }
        }));
    }

    private void step(Runnable step) {
        steps.execute(() -> {
            if (owner.has(this)) {
                step.run();
            }
        });
    }
}
