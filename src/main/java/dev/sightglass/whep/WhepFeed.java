// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepException;
import dev.sightglass.whep.client.WhepFailure;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.FrameStamp;
import dev.sightglass.whep.webrtc.MediaFault;
import dev.sightglass.whep.webrtc.PeerConnectionListener;
import dev.sightglass.whep.webrtc.PeerState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one feed joined: connects, watches the age of the newest frame, leaves, waits, connects again. One step at a time, on the
 * scheduler; every field but the volatile ones belongs to those steps.
 */
final class WhepFeed implements FeedRenewal.Feed {
    /** Reason of a feed that has opened as many peer connections as it may for now. */
    static final String RECONNECT_LIMIT = "whep:reconnectLimit";

    private static final String ICE_FAILED = "whep:iceFailed";

    private final WhepSource source;
    private final FeedContext context;
    private final FrameSlot slot;
    private final FeedListener listener;
    private final SerialExecutor steps;
    private final Backoff backoff;
    private final ReconnectBudget budget;
    private final FeedRenewal renewal;
    private final long subscribedAtNanos;
    private volatile FeedStatus status;
    private @Nullable FeedAttempt attempt;
    private FeedMemory memory = FeedMemory.NONE;
    /** Of {@link #attempt}, once it is answered. */
    private long epoch;
    /** The last one that was begun, though it may never have had a picture. */
    private long lastEpoch;

    private int attempts;
    private boolean wasJoining;
    private boolean wasLive;
    /** What is due when the feed has backed off for long enough, or its turn has come; null if it does not wait. */
    private @Nullable Runnable retry;

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
        this.lastEpoch = formerEpochs;
        this.renewal = new FeedRenewal(context, this);
        this.steps = new SerialExecutor(context.scheduler());
        FeedSettings settings = context.settings();
        this.backoff = new Backoff(settings.minDelay(), settings.maxDelay(), context.random());
        this.subscribedAtNanos = context.scheduler().nanoTime();
        this.budget = new ReconnectBudget(settings.reconnectsPerHour(), subscribedAtNanos);
        this.status = new FeedStatus(
                FeedState.CONNECTING, epoch, null, context.clock().instant(), 0);
    }

    /** Begins to connect, at once. */
    void start() {
        start(false);
    }

    /** Begins to connect, at once or when its turn has come. */
    void start(boolean paced) {
        context.statistics().feedOpened();
        steps.execute(paced ? () -> inTurn(this::connect) : this::connect);
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
            if (!RECONNECT_LIMIT.equals(status.reason())) {
                retryNow();
            }
        });
    }

    FeedStatus status() {
        return status;
    }

    FrameSlot slot() {
        return slot;
    }

    /** Joins at once, or when the turn among many others has come. */
    private void inTurn(Runnable join) {
        if (status.state() == FeedState.ENDED) {
            return;
        }
        Duration wait = context.limits().pace().turn(context.scheduler().nanoTime());
        if (wait.isZero()) {
            join.run();
        } else {
            retryAfter(wait, join);
        }
    }

    private void connect() {
        if (status.state() == FeedState.ENDED) {
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
        FeedAttempt next = new FeedAttempt(context.scheduler(), this);
        attempt = next;
        ask(next);
    }

    private void ask(FeedAttempt current) {
        attempts++;
        become(FeedState.CONNECTING, null);
        join(current);
    }

    /** The feed's own connection and the one that is to renew it are made alike; what becomes of them is told apart. */
    @Override
    public void join(FeedAttempt current) {
        current.after(context.settings().askTimeout(), () -> refused(current, WhepException.of(WhepFailure.TIMEOUT)));
        current.ask(this::link, failure -> {
            if (failure == null) {
                answered(current);
            } else {
                refused(current, WhepException.in(failure, WhepFailure.LOCAL));
            }
        });
    }

    private void answered(FeedAttempt current) {
        context.statistics().connected(ConnectOutcome.ANSWERED);
        long begun = ++lastEpoch;
        Duration patience = context.settings().mediaTimeout();
        if (attempt == current) {
            epoch = begun;
            become(FeedState.WARMING_UP, null);
            // The outage's share is spent on waiting here, where media that comes is seen at once, instead of between
            // connections.
            patience = Collections.max(List.of(patience, backoff.share(outage())));
        }
        current.after(patience, () -> useless(current, "whep:noMedia", Duration.ZERO));
        current.accept(begun, failure -> {
            if (failure != null) {
                useless(current, WhepException.in(failure, WhepFailure.LOCAL).reason(), outage());
            } else {
                current.measure(context);
            }
        });
    }

    /** It was answered, and nothing comes of it. */
    private void useless(FeedAttempt current, String reason, Duration outage) {
        if (renewal.isCandidate(current)) {
            renewal.failed(reason);
        } else {
            stalled(reason, outage);
        }
    }

    private void refused(FeedAttempt current, WhepException failure) {
        context.statistics().connected(ConnectOutcome.of(failure));
        if (renewal.isCandidate(current)) {
            renewal.failed(failure.reason());
            return;
        }
        Duration delay = backoff.next(outage(), failure.retryAfter());
        if (current.canAskAgain(failure)) {
            current.cancelTimer();
            backOff(failure.reason(), delay, () -> inTurn(() -> ask(current)));
        } else {
            tryAgain(failure.reason(), delay);
        }
    }

    @Override
    public void step(FeedAttempt current, Runnable step) {
        steps.execute(() -> {
            if (attempt == current || renewal.isCandidate(current)) {
                step.run();
            }
        });
    }

    @Override
    public void next(Runnable step) {
        steps.execute(step);
    }

    @Override
    public boolean mayJoinAgain() {
        long now = context.scheduler().nanoTime();
        boolean may = status.state() == FeedState.LIVE && budget.untilNext(now).isZero();
        if (may) {
            budget.spend(now);
        }
        return may;
    }

    private FeedLink link(PeerConnectionListener peer) {
        FeedMemory known = attempt == null ? memory : attempt.memory(memory);
        return context.links().open(new FeedTarget(source, slot, known), peer);
    }

    @Override
    public void notRenewed(String reason) {
        listener.notRenewed(reason);
    }

    @Override
    public void live(FeedAttempt current, long liveEpoch) {
        if (renewal.isCandidate(current)) {
            takeOver(current, liveEpoch);
            return;
        }
        if (status.state() != FeedState.WARMING_UP) {
            return;
        }
        if (!wasLive) {
            wasLive = true;
            context.statistics().firstFrameAfter(context.scheduler().nanoTime() - subscribedAtNanos);
        }
        attempts = 0;
        become(FeedState.LIVE, null);
        listener.firstFrame(liveEpoch);
        watch(current);
        renewal.schedule();
    }

    /** The renewed connection's first picture is in the slot, and those of the old one no longer get there. */
    private void takeOver(FeedAttempt renewed, long liveEpoch) {
        leave(renewed);
        epoch = liveEpoch;
        become(FeedState.LIVE, null);
        listener.firstFrame(liveEpoch);
        watch(renewed);
    }

    @Override
    public void peerChanged(FeedAttempt current, PeerState state) {
        current.setDisconnected(state == PeerState.DISCONNECTED);
        if (renewal.isCandidate(current)) {
            if (state == PeerState.FAILED) {
                renewal.failed(ICE_FAILED);
            }
            return;
        }
        boolean joined = status.state() == FeedState.LIVE || status.state() == FeedState.WARMING_UP;
        if (state == PeerState.FAILED && joined) {
            stalled(ICE_FAILED, outage());
        } else if (status.state() == FeedState.LIVE) {
            watch(current);
        }
    }

    /** Leaves at once, whatever pictures came before, and comes back late: what is sent there costs the other feeds, each time. */
    @Override
    public void faulty(FeedAttempt current, MediaFault fault) {
        if (renewal.isCandidate(current)) {
            context.statistics().faulty(fault);
            renewal.failed(fault.reason());
            return;
        }
        if (status.state() == FeedState.LIVE || status.state() == FeedState.WARMING_UP) {
            context.statistics().faulty(fault);
            comeBack(fault.reason(), context.settings().faultDelay());
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
            stalled(current.isDisconnected() ? "whep:disconnected" : "whep:stalled", outage());
        } else {
            current.after(Duration.ofNanos(limit - age + 1), () -> watch(current));
        }
    }

    /** How long there has been no frame, or nothing at all. */
    private Duration outage() {
        FrameStamp newest = slot.newestStamp();
        long since = newest == null ? subscribedAtNanos : newest.decodedAtNanos();
        return Duration.ofNanos(context.scheduler().nanoTime() - since);
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
        become(FeedState.STALLED, reason);
        leave(renewed);
        attempts = 1;
        if (renewed.epoch() == 0) {
            become(FeedState.CONNECTING, null);
        } else {
            epoch = renewed.epoch();
            become(FeedState.WARMING_UP, null);
        }
    }

    private void comeBack(String reason, Duration delay) {
        context.statistics().reconnected();
        become(FeedState.STALLED, reason);
        tryAgain(reason, delay);
    }

    /** Ends what is left of the attempt first: a server may allow one viewer only, or bill each. The delay runs meanwhile. */
    private void tryAgain(String reason, Duration delay) {
        long dueNanos = context.scheduler().nanoTime() + delay.toNanos();
        leave().whenComplete((left, failure) -> steps.execute(() -> {
            if (status.state() != FeedState.ENDED) {
                long rest = Math.max(0, dueNanos - context.scheduler().nanoTime());
                backOff(reason, Duration.ofNanos(rest), () -> inTurn(this::connect));
            }
        }));
    }

    private void backOff(String reason, Duration delay, Runnable then) {
        become(FeedState.BACKING_OFF, reason);
        retryAfter(delay, then);
    }

    private void retryAfter(Duration delay, Runnable then) {
        retry = then;
        cancelRetry = context.scheduler().schedule(delay, () -> steps.execute(this::retryNow));
    }

    private void retryNow() {
        Runnable due = retry;
        if (due != null) {
            retry = null;
            cancelRetry.run();
            due.run();
        }
    }

    private CompletionStage<Void> endNow() {
        if (status.state() != FeedState.ENDED) {
            if (attempt != null && status.state() == FeedState.CONNECTING) {
                context.statistics().connected(ConnectOutcome.ABANDONED);
            }
            context.statistics().feedEnded();
            retry = null;
            cancelRetry.run();
            leave();
            slot.close();
            become(FeedState.ENDED, null);
        }
        return leaving;
    }

    /** Leaves what there is. */
    private CompletionStage<Void> leave() {
        CompletionStage<Void> abandoned = renewal.abandon();
        FeedAttempt last = attempt;
        attempt = null;
        if (last != null) {
            memory = last.memory(memory);
            leaving = both(leaving, both(last.leave(), abandoned));
        }
        return leaving;
    }

    /** Leaves the connection of now for {@code renewed}. */
    private void leave(FeedAttempt renewed) {
        FeedAttempt last = attempt;
        attempt = renewed;
        renewal.tookOver();
        if (last != null) {
            leaving = both(leaving, last.leave());
        }
    }

    private static CompletionStage<Void> both(CompletionStage<Void> one, CompletionStage<Void> other) {
        return one.thenCombine(other, (left, leftToo) -> left);
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
