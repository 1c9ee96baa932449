// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

/** The names of all metrics of ours, in Micrometer's dotted form. Prometheus shows {@code sightglass_frames_decoded_total}. */
public final class MetricNames {
    /** Frames that came out of the decoder. */
    public static final String FRAMES_DECODED = "sightglass.frames.decoded";
    /** Frames that no poll ever saw, by {@code reason}. */
    public static final String FRAMES_DROPPED = "sightglass.frames.dropped";
    /** Native frames that are referenced at this moment; more than a few per feed is a leak. */
    public static final String FRAMES_HELD = "sightglass.frames.held";
    /** Encodes of pictures, of whatever format; the name is older than the other formats. */
    public static final String JPEG_ENCODES = "sightglass.jpeg.encodes";
    /** Time of one of these, colour and scaling included. */
    public static final String JPEG_ENCODE = "sightglass.jpeg.encode";
    /** Frames and events whose ingest route failed. */
    public static final String INGEST_ERRORS = "sightglass.ingest.errors";
    /** Pictures refused because of their size. */
    public static final String PICTURES_REFUSED = "sightglass.pictures.refused";
    /** Sessions by {@code state}. */
    public static final String SESSIONS = "sightglass.sessions";
    /** Attempts to connect to a WHEP endpoint, by {@code outcome}. */
    public static final String WHEP_CONNECTS = "sightglass.whep.connects";
    /** What a feed's server named and the address rules refused at a connect, by {@code reason}: the rule. */
    public static final String ADDRESSES_REFUSED = "sightglass.addresses.refused";
    /** Attempts that followed the loss of a feed. */
    public static final String WHEP_RECONNECTS = "sightglass.whep.reconnects";
    /** Times that a feed had joined anew too often and had to wait. */
    public static final String WHEP_RECONNECTS_LIMITED = "sightglass.whep.reconnects.limited";

    /** Connections of live feeds that a new one was to replace, by {@code outcome}. */
    public static final String WHEP_RENEWALS = "sightglass.whep.renewals";
    /** Connections given up for what the server sent, by {@code reason}. */
    public static final String WHEP_FAULTS = "sightglass.whep.faults";
    /** Feeds refused for want of room, by {@code reason}. */
    public static final String FEEDS_REFUSED = "sightglass.feeds.refused";
    /** Share of the processors that is in use or promised, as admission sees it. */
    public static final String CAPACITY_USED = "sightglass.capacity.used";
    /** Seconds spent in decoders. */
    public static final String DECODE_TIME = "sightglass.decode.seconds";
    /** Peer connections that are open at this moment. */
    public static final String PEER_CONNECTIONS = "sightglass.whep.peer.connections";
    /** Throwables that were kept inside native callbacks; anything but 0 is a defect. */
    public static final String CALLBACK_FAILURES = "sightglass.whep.callback.failures";
    /** Events given up because the route lagged hundreds behind. */
    public static final String EVENTS_DROPPED = "sightglass.whep.events.dropped";
    /** Age of the served picture when its answer began, since decoding. */
    public static final String FRAME_AGE = "sightglass.frame.age";
    /** Answers that are held back for a newer frame at this moment. */
    public static final String FRAME_WAITERS = "sightglass.frame.waiters";
    /** From opening a session to its first decoded frame. */
    public static final String FIRST_FRAME = "sightglass.first.frame";

    /** Deliveries of webhooks, by {@code outcome}. */
    public static final String WEBHOOK_DELIVERIES = "sightglass.webhook.deliveries";

    /** Readers of streams at this moment. */
    public static final String STREAM_READERS = "sightglass.stream.readers";
    /** Frames that readers of streams were not shown. */
    public static final String STREAM_FRAMES_SKIPPED = "sightglass.stream.frames.skipped";

    /** Calls of the MCP server's tools, by {@code tool} and {@code outcome}: ok, or the code of the error. */
    public static final String MCP_CALLS = "sightglass.mcp.calls";

    /** MCP sessions that are open at this moment. */
    public static final String MCP_SESSIONS = "sightglass.mcp.sessions";

    /** Requests and encodes refused for want of what a {@code limit} counts. */
    public static final String REQUESTS_LIMITED = "sightglass.requests.limited";

    /** Answers over HTTP, by the {@code route} that gave them and their {@code status}. */
    public static final String HTTP_ANSWERS = "sightglass.http.answers";

    /** Connections closed for a limit of the HTTP server, by {@code reason}. */
    public static final String CONNECTIONS_CLOSED = "sightglass.connections.closed";

    private MetricNames() {}
}
