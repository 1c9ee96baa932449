// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import org.apache.camel.spi.Metadata;

/** The headers of the {@code whep:} component. Their prefix keeps them off every transport. */
public final class WhepConstants {
    @Metadata(description = "Our session's id, which names the feed", javaType = "String")
    public static final String SESSION_ID = "CamelWhepSessionId";

    @Metadata(
            label = "producer",
            description = "URL of the WHEP endpoint, for subscribe. A secret",
            javaType = "String")
    public static final String URL = "CamelWhepUrl";

    @Metadata(
            label = "producer",
            description = "Bearer token for the WHEP endpoint, for subscribe. A secret",
            javaType = "String")
    public static final String TOKEN = "CamelWhepToken";

    @Metadata(
            label = "producer",
            description = "Headers to put on every exchange of the feed, for subscribe",
            javaType = "java.util.Map<String, Object>")
    public static final String FEED_HEADERS = "CamelWhepFeedHeaders";

    @Metadata(
            label = "producer",
            description =
                    "Whether the feed was subscribed in an earlier process, for subscribe: then it is let in whatever the"
                            + " load, and connects in its turn",
            javaType = "boolean")
    public static final String RESUMED = "CamelWhepResumed";

    @Metadata(
            description =
                    "The feed's connection that the frame or event is of, counted from 1; 0 before the first answer. For"
                            + " subscribe: the last one of an earlier process, from which to count on; absent for 0",
            javaType = "long")
    public static final String EPOCH = "CamelWhepEpoch";

    @Metadata(description = "Number of the frame within its epoch, counted from 1", javaType = "long")
    public static final String SEQUENCE = "CamelWhepSequence";

    @Metadata(description = "System.nanoTime() when the frame was decoded, in nanoseconds: for ages", javaType = "long")
    public static final String DECODED_AT_NANOS = "CamelWhepDecodedAtNanos";

    @Metadata(description = "Wall clock when the frame was decoded: for display", javaType = "java.time.Instant")
    public static final String DECODED_AT = "CamelWhepDecodedAt";

    @Metadata(label = "consumer", description = "Width of the frame in pixels, before rotation", javaType = "int")
    public static final String WIDTH = "CamelWhepWidth";

    @Metadata(label = "consumer", description = "Height of the frame in pixels, before rotation", javaType = "int")
    public static final String HEIGHT = "CamelWhepHeight";

    @Metadata(
            label = "consumer",
            description = "Degrees clockwise by which the frame must be turned to stand upright",
            javaType = "int")
    public static final String ROTATION = "CamelWhepRotation";

    @Metadata(
            label = "consumer",
            description = "Whether the frame is the first that is emitted of its epoch",
            javaType = "boolean")
    public static final String FIRST_FRAME = "CamelWhepFirstFrame";

    @Metadata(
            label = "consumer",
            description =
                    "What happened to the feed: connecting, connected, live, stalled, backing-off or ended; absent on frames",
            javaType = "String")
    public static final String EVENT = "CamelWhepEvent";

    @Metadata(
            label = "consumer",
            description = "Wall clock when it happened; absent on frames",
            javaType = "java.time.Instant")
    public static final String EVENT_AT = "CamelWhepEventAt";

    @Metadata(
            label = "consumer",
            description = "Why it happened, such as whep:status404; absent if nothing is wrong",
            javaType = "String")
    public static final String REASON = "CamelWhepReason";

    @Metadata(
            label = "consumer",
            description = "Connects tried since the feed was last live, on events",
            javaType = "int")
    public static final String ATTEMPTS = "CamelWhepAttempts";

    private WhepConstants() {}
}
