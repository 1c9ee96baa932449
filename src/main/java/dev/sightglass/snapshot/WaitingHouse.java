// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What all waiting rooms of one {@link NextSnapshot} share. The last two are called under a room's lock, and take none. */
interface WaitingHouse {

    /**
     * Asks for the newest picture of whatever age as that one asks for it, if the session stands so that it may be served. Throws where
     * that cannot be known.
     */
    CompletionStage<Snapshot> newest(SnapshotRequest asker);

    /** Age of a picture now. */
    Duration ageOf(Snapshot snapshot);

    NextSnapshot.Means means();

    /** One waiter has left a room. */
    void left();

    /** The room is of no use any more. */
    void closed(WaitingRoom room);
}
