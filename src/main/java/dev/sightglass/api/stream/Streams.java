// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.stream;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightglass.session.Session;
import dev.sightglass.snapshot.FrameNews;
import dev.sightglass.snapshot.Snapshots;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;

/** What all readers of streams share. Safe for concurrent use. */
public final class Streams implements AutoCloseable {

    private static final Duration KEEP_CHANGES = Duration.ofMinutes(10);

    private final StreamEnds ends;
    private final SessionEvents changes = new SessionEvents(KEEP_CHANGES, Ticker.systemTicker());
    private final LongAdder skipped = new LongAdder();
    private final ScheduledExecutorService alarms;
    private final PacedPictures.Surroundings pictures;

    /**
     * @param most readers at the same time
     * @param alarms tells readers that their time has come, on a thread that nothing blocks; closed with this
     */
    public Streams(Snapshots snapshots, FrameNews news, ScheduledExecutorService alarms, int most) {
        this.ends = new StreamEnds(most);
        this.alarms = alarms;
        this.pictures = new PacedPictures.Surroundings(snapshots, news, alarms, System::nanoTime, skipped::add);
    }

    /** A session or its feed is in another state. */
    public void changed(Session session) {
        changes.note(session);
        if (session.state().isTerminal()) {
            ends.closed(session.id());
        } else {
            ends.wake(session.id());
        }
    }

    /** Ends the streams of those whose credential is no good any more. Asks for each; may wait for a database. */
    public void endUnwelcome() {
        ends.endUnwelcome();
    }

    /** Ends all streams; from now on none begins. */
    public void closeAll() {
        ends.closeAll();
    }

    @Override
    public void close() {
        closeAll();
        alarms.shutdownNow();
    }

    /** Readers at this moment. */
    public int readers() {
        return ends.count();
    }

    /** Frames that readers were not shown, for want of time or by their own wish, since the start. */
    public long skippedFrames() {
        return skipped.sum();
    }

    StreamEnds ends() {
        return ends;
    }

    SessionEvents changes() {
        return changes;
    }

    ScheduledExecutorService alarms() {
        return alarms;
    }

    PacedPictures.Surroundings pictures() {
        return pictures;
    }
}
