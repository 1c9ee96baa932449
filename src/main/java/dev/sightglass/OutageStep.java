// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.session.FeedSignal;
import dev.sightglass.session.FeedSignal.Source;
import dev.sightglass.session.FeedSignals;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionNotFoundException;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.FeedState;
import dev.sightglass.whep.WhepConstants;
import dev.sightglass.whep.WhepFeeds;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * {@code note-outage}: the feed of a LIVE session stopped, or came again, as far as ingest can see. It went down when its newest
 * frame was decoded, which is {@code ingest.stall-timeout} before anybody noticed, and is up from the first frame of the next epoch.
 */
final class OutageStep implements Processor {

    private final Sessions sessions;
    private final FeedSignals signals;
    private final WhepFeeds feeds;

    OutageStep(Sessions sessions, FeedSignals signals, WhepFeeds feeds) {
        this.sessions = sessions;
        this.signals = signals;
        this.feeds = feeds;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String id = message.getHeader(WhepConstants.SESSION_ID, String.class);
        FeedSignal signal = signal(
                id,
                message.getHeader(WhepConstants.EVENT, String.class),
                message.getHeader(WhepConstants.EVENT_AT, Instant.class));
        if (signal != null && isLive(id)) {
            signals.add(id, signal);
        }
    }

    private @Nullable FeedSignal signal(String id, String event, Instant at) {
        if (event.equals(FeedState.LIVE.event())) {
            return FeedSignal.up(Source.STALL, at);
        }
        boolean down = event.equals(FeedState.STALLED.event()) || event.equals(FeedState.BACKING_OFF.event());
        return down ? FeedSignal.down(Source.STALL, newestFrame(id, at)) : null;
    }

    /** An event may be handled late, when there are newer frames than it knows of. */
    private Instant newestFrame(String id, Instant at) {
        FrameStamp newest = feeds.newest(id);
        return newest == null || newest.decodedAt().isAfter(at) ? at : newest.decodedAt();
    }

    private boolean isLive(String id) {
        try {
            Session session = sessions.find(UUID.fromString(id));
            return session.state() == SessionState.LIVE;
        } catch (SessionNotFoundException e) {
            return false;
        }
    }
}
