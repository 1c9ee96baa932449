// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import org.jspecify.annotations.Nullable;

/**
 * What the ingest last said of a session's feed.
 *
 * @param state the ingest's own word, such as {@code connected}; {@code none} before it said anything
 * @param reason label of the last trouble, or null when there was none
 * @param epoch connection number, from 1; 0 before the first
 * @param attempts connection attempts since the last one that brought a frame
 */
public record FeedStatus(String state, @Nullable String reason, long epoch, int attempts) {
    private static final FeedStatus NONE = new FeedStatus("none", null, 0, 0);

    /** The same feed after its session was over, the last trouble still told. */
    FeedStatus ended() {
        return new FeedStatus("ended", reason, epoch, attempts);
    }

    /** The status of a feed of which nothing was heard yet. */
    public static FeedStatus none() {
        return NONE;
    }
}
