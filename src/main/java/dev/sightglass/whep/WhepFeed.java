// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.PeerConnectionListener;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps one feed joined: connects, watches the age of the newest frame, leaves, waits, connects again. One step at a time, on the
 * scheduler; what is not thread-safe belongs to those steps.
 */
final class WhepFeed implements FeedRenewal.Feed, FeedAttempt.Owner {
    /** Reason of a feed that has opened as many peer connections as it may for now. */
    static final String RECONNECT_LIMIT = "whep:reconnectLimit";

    /** Reason of a connection that was answered and brought no frame in time. */
    static final String NO_MEDIA = "whep:noMedia";

    /** Reason of a connection that ICE has given up. */
    static final String ICE_FAILED = "whep:iceFailed";

    private final WhepSource source;
    private final FeedContext context;
    private final FrameSlot slot;
    private final FeedListener listener;
    private final SerialExecutor steps;
    private final Backoff backoff;
    private final ReconnectBudget budget;
    private final FeedProgress progress;
    private final FeedFreshness freshness;
    private final FeedConnections connections = new FeedConnections();
    private final FeedWait retry;
    private final FeedRenewal renewal;
    private boolean wasJoining;
    private boolean wasLive;

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
        FeedScheduler scheduler = context.scheduler();
        FeedSettings settings = context.settings();
        long nowNanos = scheduler.nanoTime();
        this.steps = new SerialExecutor(scheduler);
        this.backoff = new Backoff(settings.minDelay(), settings.maxDelay(), context.random());
        this.budget = new ReconnectBudget(settings.reconnectsPerHour(), nowNanos);
        this.progress = new FeedProgress(context.clock(), listener, formerEpochs);
        this.freshness = new FeedFreshness(slot, scheduler, nowNanos, settings.stallTimeout());
        this.retry = new FeedWait(context, steps);
        this.renewal = new FeedRenewal(context, steps, this);
    }

    /** Begins to connect, at once. */
    void start() {
        start(false);
    }

    /** Begins to connect, at once or when its turn has come. */
    void start(boolean paced) {
        context.statistics().feedOpened();
        steps.execute(paced ? () -> retry.inTurn(this::connect) : this::connect);
    }

    /** Ends the feed for good; completes when its peer connection is closed and its WHEP session ended, never fails. */
    CompletionStage<Void> end() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        steps.execute(() -> endNow().whenComplete((left, failure) -> ended.complete(null)));
        return ended;
    }

    /** The source is said to be there again: asks at once if it is only waiting to do so. */
    void wake() {
        steps.execute(() -> {
            if (!RECONNECT_LIMIT.equals(status().reason())) {
                retry.endNow();
            }
        });
    }

    FeedStatus status() {
        return progress.status();
    }

    FrameSlot slot() {
        return slot;
    }

    private void connect() {
        if (progress.is(FeedState.ENDED)) {
            return;
        }
        long now = context.scheduler().nanoTime();
        if (wasJoining) {
            Duration limited = budget.untilNext(now);
            if (!limited.isZero()) {
                context.statistics().reconnectLimited();
                backOff(RECONNECT_LIMIT, limited, this::connect);
                return;
            }
            budget.spend(now);
        }
        wasJoining = true;
        FeedAttempt next = attempt(this);
        connections.begin(next);
        ask(next);
    }

    private void ask(FeedAttempt current) {
        progress.connecting();
        current.ask();
    }

    @Override
    public boolean has(FeedAttempt attempt) {
        return connections.has(attempt);
    }

    @Override
    public void answered(FeedAttempt current) {
        long begun = beginEpoch();
        progress.warmingUp(begun);
        // The outage's share is spent on waiting here, where media that comes is seen at once, instead of between
        // connections.
        Duration share = backoff.share(freshness.outage());
        current.accept(begun, Collections.max(List.of(context.settings().mediaTimeout(), share)));
    }

    @Override
    public void refused(FeedAttempt current, WhepException failure) {
        Duration delay = backoff.next(freshness.outage(), failure.retryAfter());
        if (current.canAskAgain(failure)) {
            current.cancelTimer();
            backOff(failure.reason(), delay, () -> retry.inTurn(() -> ask(current)));
        } else {
            tryAgain(failure.reason(), delay);
        }
    }

    @Override
    public void noMedia(FeedAttempt current) {
        stalled(NO_MEDIA, Duration.ZERO);
    }

    @Override
    public void unusable(FeedAttempt current, WhepException failure) {
        stalled(failure.reason(), freshness.outage());
    }

    @Override
    public boolean mayJoinAgain() {
        long now = context.scheduler().nanoTime();
        boolean may = progress.is(FeedState.LIVE) && budget.untilNext(now).isZero();
        if (may) {
            budget.spend(now);
        }
        return may;
    }

    @Override
    public FeedAttempt attempt(FeedAttempt.Owner owner) {
        return new FeedAttempt(context, steps, this::link, owner);
    }

    private FeedLink link(PeerConnectionListener peer) {
        return context.links().open(new FeedTarget(source, slot, connections.memory()), peer);
    }

    @Override
    public long beginEpoch() {
        return progress.beginEpoch();
    }

    @Override
    public void notRenewed(String reason) {
        listener.notRenewed(reason);
    }

    @Override
    public void live(FeedAttempt current, long epoch) {
        if (!progress.is(FeedState.WARMING_UP)) {
            return;
        }
        if (!wasLive) {
            wasLive = true;
            context.statistics().firstFrameAfter(freshness.waitedNanos());
        }
        progress.live(epoch);
        watch(current);
        renewal.schedule();
    }

    @Override
    public void takeOver(FeedAttempt renewed, long epoch) {
        replaceBy(renewed);
        progress.live(epoch);
        watch(renewed);
    }

    @Override
    public void peerChanged(FeedAttempt current, PeerState state) {
        if (state == PeerState.FAILED && progress.isJoined()) {
            stalled(ICE_FAILED, freshness.outage());
        } else if (progress.is(FeedState.LIVE)) {
            watch(current);
        }
    }

    /** Leaves at once, whatever pictures came before, and comes back late: what is sent there costs the other feeds, each time. */
    @Override
    public void faulty(FeedAttempt current, MediaFault fault) {
        if (progress.isJoined()) {
            context.statistics().faulty(fault);
            comeBack(fault.reason(), context.settings().faultDelay());
        }
    }

    /** Looks at the newest frame's age now, and again when it would be too old. */
    private void watch(FeedAttempt current) {
        boolean disconnected = current.isDisconnected();
        Duration left = freshness.untilStalled(disconnected);
        if (left.isNegative()) {
            stalled(disconnected ? "whep:disconnected" : "whep:stalled", freshness.outage());
        } else {
            current.after(left.plusNanos(1), () -> watch(current));
        }
    }

    private void stalled(String reason, Duration outage) {
        FeedAttempt renewed = renewal.candidate();
        if (renewed == null) {
            comeBack(reason, backoff.next(outage, null));
        } else {
            goOn(renewed, reason);
        }
    }

    /** The old connection is gone before the new one shows anything: a server may allow one viewer only. There is no need for a third. */
    private void goOn(FeedAttempt renewed, String reason) {
        progress.stalled(reason);
        replaceBy(renewed);
        progress.goesOn(renewed.epoch());
    }

    private void replaceBy(FeedAttempt renewed) {
        renewed.belongTo(this);
        connections.replaceBy(renewed);
        renewal.tookOver();
    }

    private void comeBack(String reason, Duration delay) {
        context.statistics().reconnected();
        progress.stalled(reason);
        tryAgain(reason, delay);
    }

    /** Leaves first: a server may allow one viewer only, or bill each. The delay runs meanwhile. */
    private void tryAgain(String reason, Duration delay) {
        long dueNanos = context.scheduler().nanoTime() + delay.toNanos();
        leave().whenComplete((left, failure) -> steps.execute(() -> {
            if (!progress.is(FeedState.ENDED)) {
                long rest = Math.max(0, dueNanos - context.scheduler().nanoTime());
                backOff(reason, Duration.ofNanos(rest), () -> retry.inTurn(this::connect));
            }
        }));
    }

    private void backOff(String reason, Duration delay, Runnable then) {
        progress.backingOff(reason);
        retry.after(delay, then);
    }

    private CompletionStage<Void> endNow() {
        if (!progress.is(FeedState.ENDED)) {
            if (!connections.isEmpty() && progress.is(FeedState.CONNECTING)) {
                context.statistics().connected(ConnectOutcome.ABANDONED);
            }
            context.statistics().feedEnded();
            retry.forget();
            leave();
            slot.close();
            progress.ended();
        }
        return connections.left();
    }

    /** Leaves what there is. */
    private CompletionStage<Void> leave() {
        connections.leave(renewal.abandon());
        return connections.left();
    }
}
