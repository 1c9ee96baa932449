// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.api.Timestamps;
import dev.sightglass.snapshot.Snapshot;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a session as server-sent events (WHATWG HTML section 9.2): every change of its state, and the newest frame's
 * description now and then. The id of an event is the number of the last change that its reader knows.
 */
final class EventsBody extends StreamBody {

    /** Seconds. Proxies give up after 30 to 60 without a byte; and a reader that has gone is found by this. */
    private static final long HEARTBEAT = 15;

    private final Surroundings with;
    private volatile boolean heartbeatDue;
    private volatile @Nullable Future<?> heartbeats;
    private boolean begun;
    private boolean ended;
    private long known;

    /** @param known number of the last change that the reader knows */
    EventsBody(Reading who, long known, PacedPictures pictures, Surroundings with) {
        super(who, pictures, with.ends());
        this.known = known;
        this.with = with;
    }

    /** What all readers share. */
    record Surroundings(SessionEvents changes, StreamEnds ends, ObjectMapper json, ScheduledExecutorService alarms) {}

    @Override
    public void open(Runnable waker) {
        super.open(waker);
        heartbeats = with.alarms().scheduleWithFixedDelay(this::beat, HEARTBEAT, HEARTBEAT, TimeUnit.SECONDS);
    }

    private void beat() {
        heartbeatDue = true;
        more();
    }

    @Override
    public byte @Nullable [] next() {
        if (!begun) {
            begun = true;
            return utf8("retry: 2000\n\n");
        }
        if (ended) {
            return null;
        }
        boolean last = isToldToEnd();
        for (SessionEvents.Numbered change : with.changes().after(sessionId(), known)) {
            known = change.number();
            return event("session", change.event());
        }
        if (last) {
            ended = true;
            return utf8("event: ended\nid: " + known + "\ndata: {}\n\n");
        }
        return frameOrHeartbeat();
    }

    private byte @Nullable [] frameOrHeartbeat() {
        Snapshot frame = pictures().take();
        if (frame != null) {
            heartbeatDue = false;
            return event("frame", FrameEvent.of(frame));
        }
        if (heartbeatDue) {
            heartbeatDue = false;
            return utf8(":\n\n");
        }
        return null;
    }

    private byte[] event(String type, Object data) {
        try {
            return utf8("event: " + type + "\nid: " + known + "\ndata: "
                    + with.json().writeValueAsString(data) + "\n\n");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isOver() {
        return ended;
    }

    @Override
    public void close() {
        Future<?> beats = heartbeats;
        if (beats != null) {
            beats.cancel(false);
        }
        super.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A frame without its pixels, in the words of the frame's headers. */
    private record FrameEvent(
            long epoch, long sequence, String decodedAt, String etag, int width, int height, int bytes) {

        static FrameEvent of(Snapshot frame) {
            return new FrameEvent(
                    frame.stamp().epoch(),
                    frame.stamp().sequence(),
                    Timestamps.text(frame.stamp().decodedAt()),
                    frame.etag(),
                    frame.width(),
                    frame.height(),
                    frame.bytes().length);
        }
    }
}
