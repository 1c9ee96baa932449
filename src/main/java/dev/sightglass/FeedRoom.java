// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.UnavailableException;
import dev.sightglass.load.Capacity;
import dev.sightglass.platform.MetricNames;
import dev.sightglass.whep.WhepBusyException;
import dev.sightglass.whep.WhepFeeds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;

/**
 * Whether another feed may be joined, asked before anything is written or made for it. The feeds themselves have the last word: of two
 * that ask at the same time one may come too late.
 */
final class FeedRoom {
    private final WhepFeeds feeds;
    private final int maxFeeds;
    private final Capacity capacity;
    private final Counter tooMany;
    private final Counter tooBusy;

    FeedRoom(WhepFeeds feeds, int maxFeeds, Capacity capacity, MeterRegistry metrics) {
        this.feeds = feeds;
        this.maxFeeds = maxFeeds;
        this.capacity = capacity;
        this.tooMany = counter("max-feeds", metrics);
        this.tooBusy = counter("capacity", metrics);
    }

    private static Counter counter(String reason, MeterRegistry metrics) {
        return Counter.builder(MetricNames.FEEDS_REFUSED)
                .description("Feeds refused for want of room")
                .tag("reason", reason)
                .register(metrics);
    }

    /** {@code require-room}: for the feed of a session that is to be opened. */
    void require(Exchange exchange) {
        if (feeds.sessions().size() >= maxFeeds) {
            throw tooManyFeeds();
        }
        if (!capacity.hasRoom()) {
            throw noCapacity();
        }
    }

    /** {@code require-room-to-start}: for the feed of the session found before, unless it is joined already. */
    void requireToStart(Exchange exchange) {
        if (feeds.status(ApiExchange.session(exchange).id().toString()) == null) {
            require(exchange);
        }
    }

    /** Whether there is room now. */
    boolean isThere() {
        return feeds.sessions().size() < maxFeeds && capacity.hasRoom();
    }

    /** What the caller is told of a feed that came too late. */
    UnavailableException tooLate(WhepBusyException refused) {
        return refused.isForCapacity() ? noCapacity() : tooManyFeeds();
    }

    private UnavailableException tooManyFeeds() {
        tooMany.increment();
        return new UnavailableException("session:tooManyFeeds");
    }

    private UnavailableException noCapacity() {
        tooBusy.increment();
        return new UnavailableException("session:noCapacity");
    }
}
