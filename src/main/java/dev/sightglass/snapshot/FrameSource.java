// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where newer frames come from. Safe for concurrent use; nothing here blocks. */
public interface FrameSource {

    /** Which frame is the newest decoded one of a session, or null while there is none. */
    @Nullable FrameStamp newest(String sessionId);

    /**
     * Sends the newest frame through the ingest route, which encodes it and puts the result into the cache. Which frame that
     * is turns out only when a worker is free, so that nothing grows old, and no frame is held, while it waits for one.
     *
     * @param wanted asked then, on the worker's thread; on false nothing is encoded
     * @return completes when the route has finished, or at once when the frame was not wanted; fails with
     *     {@link FrameNotAvailableException} when there is no frame any more, with {@link SnapshotUnavailableException} when
     *     the route is too busy or fails, with a {@link dev.sightglass.platform.ContractException} when the frame cannot be shown
     *     as the variant wants
     */
    CompletionStage<?> encode(String sessionId, Variant variant, Predicate<FrameStamp> wanted);
}
