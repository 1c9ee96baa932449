// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.InboundStatistics;
import dev.sightglass.whep.webrtc.MediaFault;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks every two seconds at what one connection receives: what its decoding costs, and whether it is flooded. A flood is nothing that
 * libwebrtc minds, but its one network thread serves all feeds.
 */
final class InboundMeter {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final FeedContext context;
    private final FeedLink link;
    private final Consumer<MediaFault> fault;
    private Runnable cancel = () -> {};
    private boolean stopped;
    private @Nullable InboundStatistics last;
    private long lastNanos;

    /** @param fault told of a flood, on any thread */
    InboundMeter(FeedContext context, FeedLink link, Consumer<MediaFault> fault) {
        this.context = context;
        this.link = link;
        this.fault = fault;
    }

    /** Begins. */
    synchronized void start() {
        if (!stopped) {
            cancel = context.scheduler().schedule(PERIOD, this::look);
        }
    }

    /** Ends for good. */
    synchronized void stop() {
        stopped = true;
        cancel.run();
    }

    private void look() {
        link.inbound().whenComplete((now, failure) -> {
            if (failure == null) {
                compare(now);
            }
            // One that failed is of a connection that closes, or of a library that is busy: never two at a time.
            start();
        });
    }

    private synchronized void compare(InboundStatistics now) {
        long nanos = context.scheduler().nanoTime();
        InboundStatistics before = last;
        if (before != null) {
            context.statistics().decoding(now.decodeTime().minus(before.decodeTime()));
            long packets = now.packets() - before.packets();
            Duration elapsed = Duration.ofNanos(nanos - lastNanos);
            if (packets > context.limits().packetsWithin(elapsed)) {
                fault.accept(MediaFault.FLOOD);
            }
        }
        last = now;
        lastNanos = nanos;
    }
}
