// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.Frame;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of one {@code whep:name}, for callers that want no exchange; from {@link WhepComponent#feeds(String)}. Safe for concurrent
 * use; nothing here waits for a server.
 */
public interface WhepFeeds {

    /**
     * Joins a feed, in the background, until it is unsubscribed. Subscribing again with the same source changes nothing. Before the
     * consumer runs the feed is only noted.
     *
     * @throws WhepBusyException if there are as many feeds as allowed
     * @throws IllegalStateException if {@code sessionId} is subscribed to another source
     */
    default void subscribe(String sessionId, WhepSource source) {
        subscribe(sessionId, source, Map.of());
    }

    /**
     * As {@link #subscribe(String, WhepSource)}.
     *
     * @param feedHeaders put on every exchange of this feed
     */
    void subscribe(String sessionId, WhepSource source, Map<String, Object> feedHeaders);

    /** Leaves a feed: closes its peer connection and ends its WHEP session, in the background. Does nothing if it is unknown. */
    void unsubscribe(String sessionId);

    /** Which frame is the newest decoded one; null if there is none. Takes no lock. */
    @Nullable FrameStamp newest(String sessionId);

    /**
     * Runs the consumer's route with the newest frame.
     *
     * @param headers put on the exchange, under those of the feed and the frame
     * @return the exchange when the route has completed; fails with the route's exception, a {@link WhepBusyException} or a
     *     {@link NoFrameException}. The frame is released by then
     */
    CompletionStage<Exchange> emit(String sessionId, Map<String, Object> headers);

    /**
     * Takes the newest decoded frame, or null if there is none. The caller owns one reference to it: it hands it to {@link #emit(String,
     * Frame, Map)} or releases it.
     */
    @Nullable Frame acquire(String sessionId);

    /**
     * Runs the consumer's route with that very frame, and releases it, whatever happens.
     *
     * @param headers as in {@link #emit(String, Map)}
     * @return as {@link #emit(String, Map)}
     */
    CompletionStage<Exchange> emit(String sessionId, Frame frame, Map<String, Object> headers);

    /** Where a feed stands; null if it is unknown. */
    @Nullable FeedStatus status(String sessionId);

    /** The session ids subscribed now. */
    Collection<String> sessions();
}
