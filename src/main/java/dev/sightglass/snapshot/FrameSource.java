// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where newer frames come from. Safe for concurrent use; nothing here blocks. */
public interface FrameSource {

    /** Which frame is the newest decoded one of a session, or null while there is none. */
    @Nullable FrameStamp newest(String sessionId);

    /** Takes the newest decoded frame for encoding, or null while there is none. The caller encodes or releases it. */
    @Nullable Pending acquire(String sessionId);

    /** A decoded frame in the caller's hands, to be ended by exactly one of {@link #encode} and {@link #release}. */
    interface Pending {

        /** Which frame it is. */
        FrameStamp stamp();

        /**
         * Sends the frame through the ingest route, which encodes it and puts the result into the cache.
         *
         * @return completes when the route has finished; fails with {@link SnapshotUnavailableException} when the route is
         *     too busy to take it
         */
        CompletionStage<?> encode(Variant variant);

        /** Gives the frame back unused. */
        void release();
    }
}
