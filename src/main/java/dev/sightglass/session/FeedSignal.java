// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import java.time.Instant;
import java.util.Comparator;

/**
 * Somebody's word that a feed is up or down from a moment on. Two equal ones are one: who repeats a word adds nothing.
 *
 * @param source who says so
 * @param kind what is said
 * @param at from when on, in nanoseconds as far as the source gives them; the order of a source's words
 */
public record FeedSignal(Source source, Kind kind, Instant at) {

    /** In the order of their moments; at the same moment a feed that goes down and comes up is up. */
    static final Comparator<FeedSignal> ORDER =
            Comparator.comparing(FeedSignal::at).thenComparing(FeedSignal::kind);

    /** Who can tell that a feed is up or down. */
    public enum Source {
        /** The video service, by its webhooks. */
        WEBHOOK,
        /** Our ingest: frames stopped, and came again. */
        STALL
    }

    /** What can be said of a feed; in this order where both are said of one moment. */
    public enum Kind {
        /** The feed is not connected. Opens a disconnect window. */
        DOWN,
        /** The feed is connected. Closes the window. */
        UP
    }

    /** Somebody says that the feed is up. */
    public static FeedSignal up(Source source, Instant at) {
        return new FeedSignal(source, Kind.UP, at);
    }

    /** Somebody says that the feed is down. */
    public static FeedSignal down(Source source, Instant at) {
        return new FeedSignal(source, Kind.DOWN, at);
    }
}
