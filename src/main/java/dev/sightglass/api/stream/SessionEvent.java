// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * How a session and its feed stand, in the words of {@code GET /sessions/{id}}.
 *
 * @param state of the session
 * @param feed what ingest last said, such as {@code connected} or {@code stalled}
 * @param reason label of the feed's last trouble, or null
 * @param epoch connection number of the feed
 * @param attempts to connect since the last one that brought a frame
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionEvent(String state, String feed, @Nullable String reason, long epoch, int attempts) {

    static SessionEvent of(Session session) {
        FeedStatus feed = session.feed();
        return new SessionEvent(session.state().name(), feed.state(), feed.reason(), feed.epoch(), feed.attempts());
    }
}
