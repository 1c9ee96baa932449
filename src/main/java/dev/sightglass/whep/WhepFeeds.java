// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
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
     * @throws WhepBusyException if there are as many feeds as allowed, or the machine has no room for another
     * @throws IllegalStateException if {@code sessionId} is subscribed to another source
     */
    default void subscribe(String sessionId, WhepSource source) {
        subscribe(sessionId, source, Map.of(), FeedPast.NONE);
    }

    /**
     * As {@link #subscribe(String, WhepSource)}.
     *
     * @param feedHeaders put on every exchange of this feed
     * @param past what the session had in an earlier process
     */
    void subscribe(String sessionId, WhepSource source, Map<String, Object> feedHeaders, FeedPast past);

    /** Leaves a feed: closes its peer connection and ends its WHEP session, in the background. Does nothing if it is unknown. */
    void unsubscribe(String sessionId);

    /**
     * Says that the source is there again: a feed that waits before it asks its server again does so at once, unless it has joined anew
     * too often. Does nothing where there is no such feed.
     */
    void wake(String sessionId);

    /** Which frame is the newest decoded one; null if there is none. Takes no lock. */
    @Nullable FrameStamp newest(String sessionId);

    /**
     * Runs the consumer's route with the newest frame.
     *
     * @param headers put on the exchange, under those of the feed and the frame
     * @return the exchange when the route has completed; fails with the route's exception, a {@link WhepBusyException} or a
     *     {@link NoFrameException}. The frame is released by then
     */
    default CompletionStage<@Nullable Exchange> emit(String sessionId, Map<String, Object> headers) {
        return emit(sessionId, headers, frame -> true);
    }

    /**
     * As {@link #emit(String, Map)}, for callers who want some frames only.
     *
     * @param wanted asked on the worker with the frame that is newest when it gets to it; on false nothing is sent, and the result
     *     is null. Must not block
     */
    CompletionStage<@Nullable Exchange> emit(
            String sessionId, Map<String, Object> headers, Predicate<FrameStamp> wanted);

    /**
     * Calls {@code newer} soon after each frame that became the newest of a session, whichever connection it came by, and when
     * the feed is left or {@link #tellWatchers} says so. Calls of one session never overlap; those that come due meanwhile are
     * united into one. They come on a thread of their own that all sessions share: must not block. The session need not be
     * subscribed yet, nor ever be. Costs nothing per frame while nobody watches.
     *
     * @return ends the calls; harmless when called twice. Watching ends by this alone
     */
    Runnable watch(String sessionId, Runnable newer);

    /** Calls those who watch a session as if a newer frame had come. Does nothing where nobody does. */
    void tellWatchers(String sessionId);

    /** Where a feed stands; null if it is unknown. */
    @Nullable FeedStatus status(String sessionId);

    /** The session ids subscribed now. */
    Collection<String> sessions();
}
