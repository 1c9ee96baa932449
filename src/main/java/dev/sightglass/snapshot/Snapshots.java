// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.util.concurrent.CompletionStage;

/** Answers who asks for a picture. Safe for concurrent use; does not block. */
@FunctionalInterface
public interface Snapshots {

    /**
     * The newest picture that satisfies the request, now or within the time it may wait.
     *
     *      * @return completed at once when the cache has it, else on a thread that may be used for the rest of the answer. Fails with
     *     {@link FrameNotAvailableException} when nothing is decoded, it is too old or the session is over; with
     *     {@link SnapshotUnavailableException} when the encode fails or takes too long, or too many wait; with a
     *     {@link dev.sightglass.platform.ContractException} {@code RATE_LIMITED} when it needs one that its payer must not cause, or
     *     another when the frame cannot be shown as the variant wants.
     *     Cancelling it gives the place in the queue up
     */
    CompletionStage<Snapshot> get(SnapshotRequest request);
}
