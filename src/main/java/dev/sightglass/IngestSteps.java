// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.api.Timestamps;
import dev.sightglass.picture.Colors;
import dev.sightglass.picture.Picture;
import dev.sightglass.snapshot.EncodedFrame;
import dev.sightglass.snapshot.FrameStamp;
import dev.sightglass.snapshot.Snapshot;
import dev.sightglass.snapshot.SnapshotKey;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.whep.WhepConstants;
import dev.sightglass.whep.webrtc.Frame;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.caffeine.CaffeineConstants;

/**
 * The steps of {@code routes/ingest.camel.yaml} that turn a frame into a snapshot. They stand here because they connect
 * packages that do not know each other. Run on the workers of the {@code whep:} consumer, which holds the frame for them.
 */
final class IngestSteps {

    /** Which {@link Variant} a poll asked for; absent on frames that nobody asked for. */
    static final String VARIANT = "SightglassVariant";

    private static final String FRAME = "SightglassFrame";

    /** The {@link Colors} of the feed, put on each of its exchanges. */
    static final String COLORS = "SightglassColors";

    private final VariantEncoder encoder;
    private final Usual usual;
    private final Timer encodes;

    IngestSteps(VariantEncoder encoder, Usual usual, Timer encodes) {
        this.encoder = encoder;
        this.usual = usual;
        this.encodes = encodes;
    }

    /** What holds where neither feed nor poll says anything. */
    record Usual(Variant variant, Colors colors) {}

    /** {@code to-picture}: a view of the frame's planes that says how to read them. */
    void toPicture(Exchange exchange) {
        Message message = exchange.getMessage();
        Frame frame = message.getBody(Frame.class);
        exchange.setProperty(FRAME, frame);
        message.setBody(new Picture(
                frame.width(),
                frame.height(),
                frame.y(),
                frame.strideY(),
                frame.u(),
                frame.strideU(),
                frame.v(),
                frame.strideV(),
                frame.rotation(),
                message.getHeader(COLORS, usual.colors(), Colors.class)));
    }

    /** {@code encode-jpeg}: the picture as a snapshot, and the key under which it is kept. */
    void encodeJpeg(Exchange exchange) {
        Message message = exchange.getMessage();
        Picture picture = message.getBody(Picture.class);
        Variant variant = message.getHeader(VARIANT, usual.variant(), Variant.class);
        long start = System.nanoTime();
        EncodedFrame encoded = encode(exchange, picture, variant);
        encodes.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        String sessionId = message.getHeader(WhepConstants.SESSION_ID, String.class);
        SnapshotKey key = new SnapshotKey(sessionId, variant);
        message.setHeader(CaffeineConstants.KEY, sessionId);
        FrameStamp stamp = stampOf(message);
        message.setBody(new Snapshot(key, stamp, encoded, Timestamps.text(stamp.decodedAt())));
    }

    /** What was encoded so far. */
    Timer encodes() {
        return encodes;
    }

    /**
     * Holds the frame while its planes are read: a route may hand the picture to another thread, whose exchange is not the one
     * that holds it.
     */
    private EncodedFrame encode(Exchange exchange, Picture picture, Variant variant) {
        Frame frame = exchange.getProperty(FRAME, Frame.class);
        if (frame == null || !frame.retain()) {
            throw new IllegalStateException("encode-jpeg came after the frame was released");
        }
        try {
            return encoder.encode(picture, variant);
        } finally {
            frame.release();
        }
    }

    private static FrameStamp stampOf(Message message) {
        return new FrameStamp(
                message.getHeader(WhepConstants.EPOCH, Long.class),
                message.getHeader(WhepConstants.SEQUENCE, Long.class),
                message.getHeader(WhepConstants.DECODED_AT_NANOS, Long.class),
                message.getHeader(WhepConstants.DECODED_AT, Instant.class));
    }
}
