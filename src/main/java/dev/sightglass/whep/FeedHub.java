// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The feeds of one name. They outlive the consumer: when it stops they are left, when it starts again they are joined again. */
final class FeedHub implements WhepFeeds {
    private final String name;
    private final Supplier<Executor> watchThreads;
    private final FeedAdmission admission;
    private final Map<String, FeedWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    /** Feeds unsubscribed whose WHEP sessions are still being ended. */
    private final Set<CompletableFuture<Void>> leaving = ConcurrentHashMap.newKeySet();
    /** Guarded by this; null while no consumer runs. */
    private @Nullable FeedRuntime runtime;

    FeedHub(String name, Supplier<Executor> watchThreads) {
        this(name, watchThreads, FeedAdmission.ALL);
    }

    /**
     * @param watchThreads gives the executor of those who watch, once somebody does
     * @param admission asked for each new feed
     */
    FeedHub(String name, Supplier<Executor> watchThreads, FeedAdmission admission) {
        this.admission = admission;
        this.name = name;
        this.watchThreads = watchThreads;
    }

    @Override
    public synchronized void subscribe(
            String sessionId, WhepSource source, Map<String, Object> feedHeaders, FeedPast past) {
        Subscription former = subscriptions.get(sessionId);
        if (former != null) {
            if (!former.source().equals(source)) {
                throw new IllegalStateException("session " + sessionId + " is subscribed to another source");
            }
            return;
        }
        if (runtime != null && subscriptions.size() >= runtime.maxFeeds()) {
            throw WhepBusyException.tooManyFeeds(runtime.maxFeeds());
        }
        if (!past.resumed() && !admission.admit()) {
            throw WhepBusyException.noCapacity();
        }
        Subscription subscription = new Subscription(sessionId, source, Map.copyOf(feedHeaders), past.epochs());
        FeedWatch watch = watches.get(sessionId);
        if (watch != null) {
            subscription.watch(watch::tell);
        }
        subscriptions.put(sessionId, subscription);
        if (runtime != null) {
            subscription.join(runtime, past.resumed());
        }
    }

    @Override
    public synchronized void unsubscribe(String sessionId) {
        Subscription subscription = subscriptions.remove(sessionId);
        if (subscription != null) {
            CompletableFuture<Void> left = subscription.end().toCompletableFuture();
            leaving.add(left);
            left.whenComplete((nothing, failure) -> leaving.remove(left));
            tellWatchers(sessionId);
        }
    }

    @Override
    public synchronized Runnable watch(String sessionId, Runnable newer) {
        FeedWatch watch = watches.computeIfAbsent(sessionId, id -> new FeedWatch(watchThreads.get()));
        boolean first = watch.isEmpty();
        FeedWatch.Watcher watcher = watch.add(newer);
        Subscription subscription = subscriptions.get(sessionId);
        if (first && subscription != null) {
            subscription.watch(watch::tell);
        }
        return () -> endWatch(sessionId, watch, watcher);
    }

    private synchronized void endWatch(String sessionId, FeedWatch watch, FeedWatch.Watcher watcher) {
        watch.remove(watcher);
        if (watch.isEmpty() && watches.remove(sessionId, watch)) {
            Subscription subscription = subscriptions.get(sessionId);
            if (subscription != null) {
                subscription.watch(null);
            }
        }
    }

    @Override
    public void tellWatchers(String sessionId) {
        FeedWatch watch = watches.get(sessionId);
        if (watch != null) {
            watch.tell();
        }
    }

    /** Sessions that somebody watches now. */
    int watched() {
        return watches.size();
    }

    @Override
    public void wake(String sessionId) {
        Subscription subscription = subscriptions.get(sessionId);
        if (subscription != null) {
            subscription.wake();
        }
    }

    @Override
    public @Nullable FrameStamp newest(String sessionId) {
        Subscription subscription = subscriptions.get(sessionId);
        return subscription == null ? null : subscription.newest();
    }

    @Override
    public CompletionStage<@Nullable Exchange> emit(
            String sessionId, Map<String, Object> headers, Predicate<FrameStamp> wanted) {
        Subscription subscription = subscriptions.get(sessionId);
        return subscription == null
                ? CompletableFuture.failedFuture(new NoFrameException())
                : subscription.emit(headers, wanted);
    }

    @Override
    public @Nullable FeedStatus status(String sessionId) {
        Subscription subscription = subscriptions.get(sessionId);
        return subscription == null ? null : subscription.status();
    }

    @Override
    public Collection<String> sessions() {
        return List.copyOf(subscriptions.keySet());
    }

    /** A consumer runs: joins all feeds noted so far. */
    synchronized void attach(FeedRuntime newRuntime) {
        if (runtime != null) {
            throw new IllegalStateException("whep:" + name + " has a consumer already");
        }
        runtime = newRuntime;
        subscriptions.values().forEach(subscription -> subscription.join(newRuntime, true));
    }

    /** The consumer stops: leaves all feeds, without events. Completes when all are left. */
    synchronized CompletableFuture<Void> detach() {
        runtime = null;
        Stream<CompletableFuture<Void>> subscribed = subscriptions.values().stream()
                .map(subscription -> subscription.leave().toCompletableFuture());
        watches.values().forEach(FeedWatch::tell);
        return CompletableFuture.allOf(
                Stream.concat(subscribed, leaving.stream()).toArray(CompletableFuture[]::new));
    }

    /** The consumer is resumed: frames that were due meanwhile are emitted now. */
    void resumed() {
        subscriptions.values().forEach(Subscription::resumed);
    }
}
