// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What one session wants of the hub: its source, and the feed that is joined for it while a consumer runs. */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration BUSY_RETRY = Duration.ofMillis(50);
    private static final Duration FAILED_RETRY = Duration.ofSeconds(1);

    private final String sessionId;
    private final WhepSource source;
    private final Map<String, Object> feedHeaders;
    private final long formerEpochs;
    private volatile @Nullable Joined joined;
    /** Told of each newer frame, on a native thread; null while nobody watches. Written under the hub's lock, as are joins. */
    private @Nullable Runnable news;

    /** @param formerEpochs epochs that this session has had in an earlier process */
    Subscription(String sessionId, WhepSource source, Map<String, Object> feedHeaders, long formerEpochs) {
        this.sessionId = sessionId;
        this.source = source;
        this.feedHeaders = feedHeaders;
        this.formerEpochs = formerEpochs;
    }

    WhepSource source() {
        return source;
    }

    /** Sets who is told of each newer frame, of this feed and of those joined after it; null for nobody. */
    void watch(@Nullable Runnable listener) {
        news = listener;
        Joined current = joined;
        if (current != null) {
            current.feed.slot().onNewer(listener);
        }
    }

    /**
     * Joins the feed; epochs go on from where they were.
     *
     * @param inTurn whether it comes with many others, and may have to wait
     */
    void join(FeedRuntime runtime, boolean inTurn) {
        Joined next = new Joined(runtime, lastEpoch());
        next.feed.slot().onNewer(news);
        joined = next;
        next.feed.start(inTurn);
    }

    /** Ends the feed for good, with an event; completes when it is left. */
    CompletionStage<Void> end() {
        Joined current = joined;
        return current == null ? CompletableFuture.allOf() : current.feed.end();
    }

    /** Leaves the feed without an event, since no consumer is left to hear it. */
    CompletionStage<Void> leave() {
        Joined current = joined;
        if (current == null) {
            return CompletableFuture.allOf();
        }
        current.silent = true;
        return current.feed.end();
    }

    void wake() {
        Joined current = joined;
        if (current != null) {
            current.feed.wake();
        }
    }

    @Nullable FrameStamp newest() {
        Joined current = joined;
        return current == null ? null : current.feed.slot().newestStamp();
    }

    @Nullable FeedStatus status() {
        Joined current = joined;
        return current == null ? null : current.feed.status();
    }

    CompletionStage<@Nullable Exchange> emit(Map<String, Object> headers, Predicate<FrameStamp> wanted) {
        Joined current = joined;
        if (current == null || current.feed.slot().newestStamp() == null) {
            return CompletableFuture.failedFuture(new NoFrameException());
        }
        return current.emit(headers, wanted, false);
    }

    void resumed() {
        Joined current = joined;
        if (current != null) {
            current.emitFirst();
        }
    }

    private long lastEpoch() {
        FeedStatus last = status();
        return last == null ? formerEpochs : last.epoch();
    }

    /** The feed as joined under one consumer. */
    private final class Joined implements FeedListener {
        private final FeedRuntime runtime;
        private final SerialExecutor events;
        private final WhepFeed feed;
        private volatile boolean silent;
        /** The epoch whose first frame the route has not had; 0 if none. */
        private volatile long firstDue;

        Joined(FeedRuntime runtime, long formerEpochs) {
            this.runtime = runtime;
            this.events = new SerialExecutor(runtime.exchanges().eventThreads());
            this.feed = new WhepFeed(source, runtime.context(), runtime.slots().get(), this, formerEpochs);
        }

        CompletionStage<@Nullable Exchange> emit(
                Map<String, Object> headers, Predicate<FrameStamp> wanted, boolean first) {
            Map<String, Object> all = new HashMap<>(feedHeaders);
            all.putAll(headers);
            return runtime.exchanges().frame(new FrameRequest(sessionId, feed.slot(), all, wanted, first));
        }

        @Override
        public void changed(FeedStatus status) {
            try (MDC.MDCCloseable session = MDC.putCloseable("session", sessionId)) {
                LOG.info(
                        "event={} session={} source={} epoch={} reason={}",
                        status.state().event(),
                        sessionId,
                        source.label(),
                        status.epoch(),
                        status.reason());
            }
            if (!silent) {
                runtime.exchanges().event(new FeedEvent(sessionId, status, feedHeaders), events);
            }
        }

        @Override
        public void notRenewed(String reason) {
            LOG.info("event=not-renewed session={} source={} reason={}", sessionId, source.label(), reason);
        }

        @Override
        public void firstFrame(long epoch) {
            firstDue = epoch;
            emitFirst();
            if (!runtime.framePeriod().isZero()) {
                emitPeriodically(epoch, 0);
            }
        }

        /**
         * Emits the first frame of the epoch while it is still due; again a little later if that fails, whatever the reason, since
         * nothing else would ever tell the route that the feed is live.
         */
        private void emitFirst() {
            long due = firstDue;
            if (due == 0 || feed.status().state() != FeedState.LIVE) {
                return;
            }
            firstDue = 0;
            emit(Map.of(), frame -> true, true).whenComplete((exchange, failure) -> {
                if (failure != null) {
                    firstDue = due;
                    emitFirstAgain(failure);
                }
            });
        }

        private void emitFirstAgain(Throwable failure) {
            boolean busy = failure instanceof WhepBusyException refusal
                    && refusal.reason().equals("whep:workersBusy");
            if (!(failure instanceof WhepBusyException) && feed.status().state() == FeedState.LIVE) {
                runtime.exchanges().failed("first frame of an epoch", failure);
            }
            // While suspended too: the resumption, which asks as well, may have come just before.
            runtime.context().scheduler().schedule(busy ? BUSY_RETRY : FAILED_RETRY, this::emitFirst);
        }

        private void emitPeriodically(long epoch, long lastSequence) {
            FrameStamp stamp = feed.slot().newestStamp();
            if (stamp == null || stamp.epoch() != epoch || feed.status().state() != FeedState.LIVE) {
                return;
            }
            if (lastSequence != 0 && stamp.sequence() > lastSequence) {
                emit(Map.of(), frame -> true, false).whenComplete((exchange, failure) -> {
                    if (failure != null && !(failure instanceof WhepBusyException)) {
                        runtime.exchanges().failed("frame of a period", failure);
                    }
                });
            }
            runtime.context()
                    .scheduler()
                    .schedule(runtime.framePeriod(), () -> emitPeriodically(epoch, stamp.sequence()));
        }
    }
}
