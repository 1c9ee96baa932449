// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepClient;
import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.PeerConnectionOptions;
import dev.sightglass.whep.webrtc.PictureFormat;
import dev.sightglass.whep.webrtc.WebRtc;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one consumer of a name. Runs the feeds while it is started; suspended, it keeps them joined and drops their frames, while events
 * still flow.
 */
final class WhepConsumer extends DefaultConsumer implements Suspendable {
    private static final int SCHEDULER_THREADS = 2;

    private final WhepEndpoint endpoint;
    private final FeedHub hub;
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable ExchangeEmitter emitter;
    private @Nullable WhepHealthCheck health;
    private volatile boolean emitting;
    /** Under way from the moment that the whole context is to stop; null before. */
    private @Nullable CompletableFuture<Void> leaving;

    WhepConsumer(WhepEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.hub = endpoint.getComponent().hub(endpoint.getName());
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        health = new WhepHealthCheck("whep:" + endpoint.getName(), this);
        health.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
        setHealthCheck(health);
        HealthChecks.add(endpoint.getCamelContext(), health);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // First, since it is what may be missing: the start then fails with its one sentence.
        WebRtc webRtc = endpoint.getComponent().webRtc();
        ExecutorServiceManager executors = endpoint.getCamelContext().getExecutorServiceManager();
        scheduler = executors.newScheduledThreadPool(this, "WhepFeeds", SCHEDULER_THREADS);
        emitter = ExchangeEmitter.create(this, executors, endpoint);
        emitting = true;
        hub.attach(runtime(webRtc, new PooledFeedScheduler(scheduler), emitter));
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        emitting = true;
        hub.resumed();
    }

    @Override
    protected void doSuspend() throws Exception {
        emitting = false;
        if (endpoint.getCamelContext().getStatus().isStopping()) {
            // Servers are told while answers under way have their time, not after it.
            leaving = hub.detach();
        }
        super.doSuspend();
    }

    /** Whether frames may become exchanges: not while suspended or stopped. */
    boolean isEmitting() {
        return emitting;
    }

    @Override
    protected void doStop() throws Exception {
        emitting = false;
        CompletableFuture<Void> left = leaving == null ? hub.detach() : leaving;
        leaving = null;
        left.completeOnTimeout(null, endpoint.getEmission().getDrainTimeout(), TimeUnit.MILLISECONDS)
                .join();
        ExecutorServiceManager executors = endpoint.getCamelContext().getExecutorServiceManager();
        if (emitter != null) {
            emitter.close(executors);
            emitter = null;
        }
        if (scheduler != null) {
            executors.shutdownNow(scheduler);
            scheduler = null;
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (health != null) {
            HealthChecks.remove(endpoint.getCamelContext(), health);
        }
        super.doShutdown();
    }

    private FeedRuntime runtime(WebRtc webRtc, FeedScheduler feedScheduler, Exchanges exchanges) {
        WhepConfiguration configuration = endpoint.getConfiguration();
        EmissionConfiguration emission = endpoint.getEmission();
        FeedContext context = new FeedContext(
                configuration.feedSettings(),
                feedScheduler,
                links(webRtc, feedScheduler),
                endpoint.getComponent().statistics(),
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble(),
                new FeedLimits(
                        ConnectPace.perSecond(configuration.getConnectsPerSecond()),
                        configuration.getMaxPacketsPerSecond()));
        return new FeedRuntime(
                context,
                exchanges,
                () -> new FrameSlot(webRtc.statistics()),
                Duration.ofMillis(emission.getFramePeriod()),
                emission.getMaxFeeds());
    }

    private FeedLinks links(WebRtc webRtc, FeedScheduler feedScheduler) {
        WhepConfiguration configuration = endpoint.getConfiguration();
        EmissionConfiguration emission = endpoint.getEmission();
        PeerConnectionOptions options = new PeerConnectionOptions(
                Duration.ofMillis(configuration.getIceGatheringTimeout()),
                configuration.isOfferAudio(),
                new PictureFormat(emission.getMaxWidth(), emission.getMaxHeight(), 0),
                new PeerConnectionOptions.PortRange(configuration.getMinPort(), configuration.getMaxPort()),
                List.of());
        Duration connectTimeout = Duration.ofMillis(configuration.getConnectTimeout());
        WhepClient client = endpoint.getComponent().client();
        SessionDeletes deletes = new SessionDeletes(client::delete, feedScheduler);
        return (target, listener) -> new WhepLink(
                client,
                target,
                webRtc.connect(options.with(target.memory().iceServers()), target.slot(), listener),
                connectTimeout,
                deletes);
    }
}
