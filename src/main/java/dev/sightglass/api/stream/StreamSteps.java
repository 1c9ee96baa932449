// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.api.ApiExchange;
import dev.sightglass.api.QueryParameters;
import dev.sightglass.api.frame.FrameAsk;
import dev.sightglass.api.frame.FrameAsks;
import dev.sightglass.api.frame.FrameParameters;
import dev.sightglass.api.frame.RequireLive;
import dev.sightglass.session.Session;
import dev.sightglass.snapshot.SnapshotRequest;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** The last steps of both streams. They hand the body over; the engine writes it. */
public final class StreamSteps {

    private static final Set<String> PARAMETERS =
            Stream.concat(Stream.of("fps"), FrameParameters.PICTURE.stream()).collect(Collectors.toUnmodifiableSet());

    private final FrameAsks asks;
    private final PacedPictures.Surroundings pictures;
    private final EventsBody.Surroundings events;

    StreamSteps(FrameAsks asks, PacedPictures.Surroundings pictures, EventsBody.Surroundings events) {
        this.asks = asks;
        this.pictures = pictures;
        this.events = events;
    }

    /**
     * Steps on what the application has.
     *
     * @param json writes the data of events
     */
    public static StreamSteps of(FrameAsks asks, Streams streams, ObjectMapper json) {
        return new StreamSteps(
                asks,
                streams.pictures(),
                new EventsBody.Surroundings(streams.changes(), streams.ends(), json, streams.alarms()));
    }

    /** {@code stream-pictures}: the pictures of the session, at most {@code fps} a second, 10 by default. */
    public Processor mjpeg() {
        return exchange -> {
            Session session = ApiExchange.session(exchange);
            QueryParameters query = query(exchange);
            RequireLive.requireLive(session);
            FrameAsk ask = asks.of(query.all(), null, null, null);
            PacedPictures paced = paced(exchange, ask, query, 10);
            begin(
                    exchange,
                    "multipart/x-mixed-replace; boundary=" + MjpegBody.BOUNDARY,
                    () -> new MjpegBody(
                            reading(exchange), ask.variant().format().mediaType(), paced, events.ends()));
        };
    }

    /** {@code stream-events}: what happens to the session, and at most {@code fps} frames a second, 1 by default. */
    public Processor events() {
        return exchange -> {
            Session session = ApiExchange.session(exchange);
            QueryParameters query = query(exchange);
            PacedPictures paced = paced(exchange, asks.of(query.all(), null, null, null), query, 1);
            long known = knownBy(exchange.getMessage().getHeader("Last-Event-ID", String.class), session);
            begin(exchange, "text/event-stream", () -> {
                EventsBody body = new EventsBody(reading(exchange), known, paced, events);
                if (session.state().isTerminal()) {
                    body.over();
                }
                return body;
            });
        };
    }

    private static Reading reading(Exchange exchange) {
        return new Reading(ApiExchange.session(exchange).id(), ApiExchange.welcome(exchange));
    }

    private static QueryParameters query(Exchange exchange) {
        return QueryParameters.of(exchange, "stream", PARAMETERS);
    }

    private PacedPictures paced(Exchange exchange, FrameAsk ask, QueryParameters query, double usualFps) {
        double fps = query.text("fps") == null ? usualFps : query.number("fps", 0.1, 30);
        SnapshotRequest request = SnapshotRequest.now(
                ApiExchange.session(exchange).id().toString(),
                ask.variant(),
                ask.maxAge(),
                ApiExchange.payer(exchange));
        return new PacedPictures(pictures, request, Duration.ofNanos(Math.round(1e9 / fps)));
    }

    /**
     * What a reader knows already: what it says, if that may be a number of ours; else everything but how the session stands now. What is
     * no number is ignored, as an event stream has it with ids it does not like.
     */
    private long knownBy(@Nullable String lastEventId, Session session) {
        events.changes().note(session);
        long latest = events.changes().latest();
        if (lastEventId != null && lastEventId.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(lastEventId);
            if (number <= latest
                    && !events.changes().after(session.id(), number).isEmpty()) {
                return number;
            }
        }
        return events.changes().beforeLast(session.id());
    }

    private void begin(Exchange exchange, String contentType, Supplier<Object> body) {
        Message message = exchange.getMessage();
        boolean head = "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD));
        if (!head) {
            events.ends().reserve();
        }
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setHeader("Cache-Control", "no-store");
        message.setBody(head ? null : body.get());
    }
}
