// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.snapshot.FrameSource;
import dev.sightglass.snapshot.FrameStamp;
import dev.sightglass.snapshot.SnapshotUnavailableException;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.whep.WhepBusyException;
import dev.sightglass.whep.WhepFeeds;
import dev.sightglass.whep.webrtc.Frame;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The feeds of {@code whep:} as the source that snapshots are made from. */
final class WhepFrames implements FrameSource {

    private final WhepFeeds feeds;

    WhepFrames(WhepFeeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public @Nullable FrameStamp newest(String sessionId) {
        dev.sightglass.whep.webrtc.FrameStamp newest = feeds.newest(sessionId);
        return newest == null ? null : stampOf(newest);
    }

    @Override
    public @Nullable Pending acquire(String sessionId) {
        Frame frame = feeds.acquire(sessionId);
        return frame == null ? null : new Acquired(feeds, sessionId, frame);
    }

    private static FrameStamp stampOf(dev.sightglass.whep.webrtc.FrameStamp stamp) {
        return new FrameStamp(stamp.epoch(), stamp.sequence(), stamp.decodedAtNanos(), stamp.decodedAt());
    }

    /** One frame that this poll holds a reference to. */
    private record Acquired(WhepFeeds feeds, String sessionId, Frame frame) implements Pending {

        @Override
        public FrameStamp stamp() {
            return stampOf(frame.stamp());
        }

        @Override
        public CompletionStage<?> encode(Variant variant) {
            return feeds.emit(sessionId, frame, Map.of(IngestSteps.VARIANT, variant))
                    .handle((exchange, failure) -> {
                        if (failure == null) {
                            return exchange;
                        }
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        throw cause instanceof WhepBusyException
                                ? SnapshotUnavailableException.busy()
                                : SnapshotUnavailableException.failed(cause);
                    });
        }

        @Override
        public void release() {
            frame.release();
        }
    }
}
