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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@code note-outage}: the feed of a LIVE session stopped, or came again, as far as ingest can see. It went down when its newest
 * frame was decoded, which is {@code ingest.stall-timeout} before anybody noticed, and is up from the first frame of the next epoch.
 *
 * <p>What cannot be stored, since the database is away, waits in a queue for {@link #retry}: a lost end of an outage would leave
 * the rest of the session uncharged. Signals are idempotent and ordered by their own times, so late is as good as at once.
 */
final class OutageStep implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(OutageStep.class);

    /** Several per feed and outage of the database. */
    private static final int MOST_WAITING = 10_000;

    private final Sessions sessions;
    private final FeedSignals signals;
    private final WhepFeeds feeds;
    private final BlockingQueue<Outage> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

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
        if (signal != null) {
            Outage outage = new Outage(id, signal);
            if (!isStored(outage) && !waiting.offer(outage)) {
                LOG.warn("event=outage-lost session={} kind={}", id, signal.kind());
            }
        }
    }

    /** {@code retry-outages}: stores what waits, as far as the database is there again. */
    void retry(Exchange exchange) {
        for (Outage outage = waiting.peek(); outage != null && isStored(outage); outage = waiting.peek()) {
            waiting.remove(outage);
        }
    }

    private boolean isStored(Outage outage) {
        try {
            if (isLive(outage.session())) {
                signals.add(outage.session(), outage.signal());
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            return false;
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

    private record Outage(String session, FeedSignal signal) {}
}
