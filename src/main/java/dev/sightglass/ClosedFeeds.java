// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.session.Session;
import dev.sightglass.session.SessionNotFoundException;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.WhepFeeds;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code leave-closed-feeds}: leaves feeds that are joined though their session is over. Whoever closes a session leaves its feed,
 * but cannot where it was not joined yet, where another process had joined it, or where leaving failed.
 */
final class ClosedFeeds implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedFeeds.class);

    private final Sessions sessions;
    private final WhepFeeds feeds;
    private final Consumer<String> leave;

    /** @param leave unsubscribes from the feed of the session with that id */
    ClosedFeeds(Sessions sessions, WhepFeeds feeds, Consumer<String> leave) {
        this.sessions = sessions;
        this.feeds = feeds;
        this.leave = leave;
    }

    @Override
    public void process(Exchange exchange) {
        // First: a session is stored before its feed is joined, so what is joined now and open is found.
        Set<String> joined = Set.copyOf(feeds.sessions());
        if (joined.isEmpty()) {
            return;
        }
        Set<String> open =
                sessions.open().stream().map(Session::id).map(UUID::toString).collect(Collectors.toSet());
        joined.stream().filter(id -> !open.contains(id) && isOver(id)).forEach(id -> {
            LOG.info("event=closed-feed-left session={}", id);
            leave.accept(id);
        });
    }

    /** Routes may join feeds of their own under ids of their own, which are left alone. */
    private boolean isOver(String id) {
        try {
            return sessions.find(UUID.fromString(id)).state().isTerminal();
        } catch (SessionNotFoundException | IllegalArgumentException e) {
            return false;
        }
    }
}
