// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.platform.ContractException;
import dev.sightglass.snapshot.FrameNotAvailableException;
import dev.sightglass.snapshot.FrameNotAvailableException.Reason;
import dev.sightglass.snapshot.FrameSource;
import dev.sightglass.snapshot.FrameStamp;
import dev.sightglass.snapshot.SnapshotUnavailableException;
import dev.sightglass.snapshot.Variant;
import dev.sightglass.whep.NoFrameException;
import dev.sightglass.whep.WhepBusyException;
import dev.sightglass.whep.WhepFeeds;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
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
    public CompletionStage<?> encode(String sessionId, Variant variant, Predicate<FrameStamp> wanted) {
        return feeds.emit(sessionId, Map.of(IngestSteps.VARIANT, variant), frame -> wanted.test(stampOf(frame)))
                .handle((exchange, failure) -> {
                    if (failure != null) {
                        throw reasonOf(sessionId, failure);
                    }
                    return exchange;
                });
    }

    private RuntimeException reasonOf(String sessionId, Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        if (failure instanceof NoFrameException) {
            // The session ended, or lost its feed, between the question and the answer.
            return new FrameNotAvailableException(feeds.status(sessionId) == null ? Reason.ENDED : Reason.WARMING_UP);
        }
        if (failure instanceof ContractException refused) {
            return refused;
        }
        return failure instanceof WhepBusyException
                ? SnapshotUnavailableException.busy()
                : SnapshotUnavailableException.failed(failure);
    }

    private static FrameStamp stampOf(dev.sightglass.whep.webrtc.FrameStamp stamp) {
        return new FrameStamp(stamp.epoch(), stamp.sequence(), stamp.decodedAtNanos(), stamp.decodedAt());
    }
}
