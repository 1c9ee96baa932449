// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.picture.Colors;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionException;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.WhepBusyException;
import dev.sightglass.whep.WhepConstants;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps by which sessions and feeds hear of each other: they share nothing but the session id. */
final class FeedSteps {

    private static final Logger LOG = LoggerFactory.getLogger(FeedSteps.class);

    private final Sessions sessions;
    private final Colors usualColors;
    private final Timer firstFrame;
    private final Consumer<String> nowLive;
    private final FeedRoom room;

    /** @param nowLive hears the id of each session that became LIVE, with a picture in the cache */
    FeedSteps(Sessions sessions, Colors usualColors, Timer firstFrame, Consumer<String> nowLive, FeedRoom room) {
        this.sessions = sessions;
        this.usualColors = usualColors;
        this.firstFrame = firstFrame;
        this.nowLive = nowLive;
        this.room = room;
    }

    /** {@code describe-feed}: the session in the body as headers that {@code whep:} subscribes by. */
    void describeFeed(Exchange exchange) {
        Message message = exchange.getMessage();
        Session session = message.getBody(Session.class);
        FeedSource source = Objects.requireNonNull(session.source(), "a session without a feed has nothing to join");
        message.setHeader(WhepConstants.SESSION_ID, session.id().toString());
        message.setHeader(WhepConstants.URL, source.whepUrl().reveal().toString());
        if (source.whepToken() != null) {
            message.setHeader(WhepConstants.TOKEN, source.whepToken().reveal());
        }
        message.setHeader(WhepConstants.EPOCH, session.feed().epoch());
        message.setHeader(WhepConstants.FEED_HEADERS, Map.of(IngestSteps.COLORS, colorsOf(source)));
    }

    /** {@code refuse-feed}: the feed cannot be joined, mostly for want of room, so the session that was opened for it goes again. */
    void refuseFeed(Exchange exchange) {
        Session session = exchange.getMessage().getBody(Session.class);
        cancel(session.id());
        refuseStart(exchange);
    }

    /**
     * {@code refuse-start}: there is no room for the feed, but the session keeps its input: the operator starts it again. What is thrown
     * inside a doCatch passes by the error routes; the step that answers errors looks at the property.
     */
    void refuseStart(Exchange exchange) {
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof WhepBusyException busy) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, room.tooLate(busy));
        }
    }

    private void cancel(UUID id) {
        try {
            sessions.cancel(id);
        } catch (SessionException e) {
            // It went by itself meanwhile, which is all that is wanted.
            LOG.debug("event=session-gone session={} detail={}", id, e.detail());
        }
    }

    /** {@code session-live}: the first frame of a session is in the cache. */
    void sessionLive(Exchange exchange) {
        Message message = exchange.getMessage();
        Instant decodedAt = message.getHeader(WhepConstants.DECODED_AT, Instant.class);
        sessions.live(idOf(message), decodedAt).ifPresent(session -> {
            firstFrame.record(Duration.between(session.createdAt(), decodedAt));
            nowLive.accept(session.id().toString());
        });
    }

    /** {@code note-feed-state}: what happened to a feed, for those who look at the session. */
    void noteFeedState(Exchange exchange) {
        Message message = exchange.getMessage();
        sessions.feedStatus(
                idOf(message),
                new FeedStatus(
                        message.getHeader(WhepConstants.EVENT, String.class),
                        message.getHeader(WhepConstants.REASON, String.class),
                        message.getHeader(WhepConstants.EPOCH, 0L, Long.class),
                        message.getHeader(WhepConstants.ATTEMPTS, 0, Integer.class)));
    }

    private static UUID idOf(Message message) {
        return UUID.fromString(message.getHeader(WhepConstants.SESSION_ID, String.class));
    }

    private Colors colorsOf(FeedSource source) {
        return new Colors(
                source.colorMatrix() == null
                        ? usualColors.matrix()
                        : Colors.Matrix.valueOf(source.colorMatrix().name()),
                source.colorRange() == null
                        ? usualColors.range()
                        : Colors.Range.valueOf(source.colorRange().name()));
    }
}
