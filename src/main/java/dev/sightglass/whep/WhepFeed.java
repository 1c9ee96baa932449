// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.FrameStamp;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one feed joined: connects, watches the age of the newest frame, leaves, waits, connects again. One step at a time, on the
 * scheduler; every field but the volatile ones belongs to those steps.
 */
final class WhepFeed implements FeedAttempt.Steps {
    private final WhepSource source;
    private final FeedContext context;
    private final FrameSlot slot;
    private final FeedListener listener;
    private final SerialExecutor steps;
    private final Backoff backoff;
    private final long subscribedAtNanos;
    private volatile FeedStatus status;
    private @Nullable FeedAttempt attempt;
    private FeedMemory memory = FeedMemory.NONE;
    private long epoch;
    private int attempts;
    private long liveSinceNanos;
    private boolean wasLive;
    private Runnable cancelRetry = () -> {};
    private CompletionStage<Void> leaving = CompletableFuture.allOf();

    /**
     * Makes a feed that does nothing until {@link #start()}.
     *
     * @param formerEpochs epochs that this session has had before
     */
    WhepFeed(WhepSource source, FeedContext context, FrameSlot slot, FeedListener listener, long formerEpochs) {
        this.source = source;
        this.context = context;
        this.slot = slot;
        this.listener = listener;
        this.epoch = formerEpochs;
        this.steps = new SerialExecutor(context.scheduler());
        FeedSettings settings = context.settings();
        this.backoff = new Backoff(settings.minDelay(), settings.maxDelay(), context.random());
        this.subscribedAtNanos = context.scheduler().nanoTime();
        this.status = new FeedStatus(
                FeedState.CONNECTING, epoch, null, context.clock().instant(), 0);
    }

    /** Begins to connect. */
    void start() {
        context.statistics().feedOpened();
        steps.execute(this::connect);
    }

    /** Ends the feed for good; completes when its peer connection is closed and its WHEP session ended, never fails. */
    CompletionStage<Void> end() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        steps.execute(() -> endNow().whenComplete((left, failure) -> ended.complete(null)));
        return ended;
    }

    FeedStatus status() {
        return status;
    }

    FrameSlot slot() {
        return slot;
    }

    private void connect() {
        if (status.state() == FeedState.ENDED) {
            return;
        }
        attempts++;
        become(FeedState.CONNECTING, null);
        FeedAttempt next = new FeedAttempt(context.scheduler(), this);
        attempt = next;
        next.after(context.settings().askTimeout(), () -> refused(WhepException.of(WhepFailure.TIMEOUT)));
        next.ask(peer -> context.links().open(new FeedTarget(source, slot, memory), peer), failure -> {
            if (failure == null) {
                answered(next);
            } else {
                refused(WhepException.in(failure, WhepFailure.LOCAL));
            }
        });
    }

    private void answered(FeedAttempt current) {
        epoch++;
        context.statistics().connected(ConnectOutcome.ANSWERED);
        become(FeedState.WARMING_UP, null);
        current.after(
                context.settings().mediaTimeout(),
                () -> stalled(current.isPictureTooLarge() ? "whep:pictureTooLarge" : "whep:noMedia"));
        current.accept(epoch, failure -> {
            if (failure != null) {
                stalled(WhepException.in(failure, WhepFailure.LOCAL).reason());
            }
        });
    }

    private void refused(WhepException failure) {
        context.statistics().connected(ConnectOutcome.of(failure));
        tryAgain(failure.reason(), failure.retryAfter());
    }

    @Override
    public void step(FeedAttempt current, Runnable step) {
        steps.execute(() -> {
            if (attempt == current) {
                step.run();
            }
        });
    }

    @Override
    public void live(FeedAttempt current, long liveEpoch) {
        if (status.state() != FeedState.WARMING_UP) {
            return;
        }
        if (!wasLive) {
            wasLive = true;
            context.statistics().firstFrameAfter(context.scheduler().nanoTime() - subscribedAtNanos);
        }
        liveSinceNanos = context.scheduler().nanoTime();
        attempts = 0;
        backoff.alive();
        become(FeedState.LIVE, null);
        listener.firstFrame(liveEpoch);
        watch(current);
    }

    @Override
    public void peerChanged(FeedAttempt current, PeerState state) {
        current.setDisconnected(state == PeerState.DISCONNECTED);
        boolean joined = status.state() == FeedState.LIVE || status.state() == FeedState.WARMING_UP;
        if (state == PeerState.FAILED && joined) {
            stalled("whep:iceFailed");
        } else if (status.state() == FeedState.LIVE) {
            watch(current);
        }
    }

    /** Looks at the newest frame's age now, and again when it would be too old. */
    private void watch(FeedAttempt current) {
        FrameStamp newest = slot.newestStamp();
        long age = newest == null ? 0 : context.scheduler().nanoTime() - newest.decodedAtNanos();
        long limit = context.settings().stallTimeout().toNanos();
        if (current.isDisconnected()) {
            // ICE has not heard of the peer either: half the patience.
            limit /= 2;
        }
        if (age > limit) {
            stalled(current.isDisconnected() ? "whep:disconnected" : "whep:stalled");
        } else {
            current.after(Duration.ofNanos(limit - age + 1), () -> watch(current));
        }
    }

    private void stalled(String reason) {
        if (status.state() == FeedState.LIVE
                && context.scheduler().nanoTime() - liveSinceNanos
                        > context.settings().maxDelay().toNanos()) {
            backoff.stable();
        }
        context.statistics().reconnected();
        become(FeedState.STALLED, reason);
        tryAgain(reason, null);
    }

    /** Ends what is left of the attempt first: a server may allow one viewer only, or bill each. */
    private void tryAgain(String reason, @Nullable Duration retryAfter) {
        Duration delay = backoff.next(retryAfter);
        leave().whenComplete((left, failure) -> steps.execute(() -> {
            if (status.state() != FeedState.ENDED) {
                become(FeedState.BACKING_OFF, reason);
                cancelRetry = context.scheduler().schedule(delay, () -> steps.execute(this::connect));
            }
        }));
    }

    private CompletionStage<Void> endNow() {
        if (status.state() != FeedState.ENDED) {
            if (attempt != null && status.state() == FeedState.CONNECTING) {
                context.statistics().connected(ConnectOutcome.ABANDONED);
            }
            context.statistics().feedEnded();
            cancelRetry.run();
            leave();
            slot.close();
            become(FeedState.ENDED, null);
        }
        return leaving;
    }

    private CompletionStage<Void> leave() {
        FeedAttempt last = attempt;
        attempt = null;
        if (last != null) {
            memory = last.memory(memory);
            leaving = last.leave();
        }
        return leaving;
    }

    private void become(FeedState next, @Nullable String reason) {
        FeedState now = status.state();
        if (now != next && !now.canBecome(next)) {
            throw new IllegalStateException("a feed that is " + now + " cannot become " + next);
        }
        status = new FeedStatus(next, epoch, reason, context.clock().instant(), attempts);
        listener.changed(status);
    }
}
