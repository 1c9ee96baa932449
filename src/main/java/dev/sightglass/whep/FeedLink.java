// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.InboundStatistics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One attempt to join a feed, from the offer to the DELETE. */
interface FeedLink {

    /**
     * Makes an offer and has it answered, or answers the server's. Fails with a {@link dev.sightglass.whep.client.WhepException} only. May
     * be called again after a failure, while {@link #canAskAgain()}: sends the same offer again.
     */
    CompletionStage<Void> ask();

    /** Whether the peer connection is as good as new after a failure by which nobody took its offer. */
    boolean canAskAgain();

    /** Takes what the answer brings; frames then carry {@code epoch}. Fails as {@link #ask()}. */
    CompletionStage<Void> accept(long epoch);

    /** What is known of the endpoint by now, for the next attempt. */
    FeedMemory memory();

    /** What has been received so far; fails if that cannot be told. */
    default CompletionStage<InboundStatistics> inbound() {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("no statistics"));
    }

    /** Closes the peer connection and DELETEs the WHEP session; completes when both are done or have used up their time, never fails. */
    CompletionStage<Void> leave();
}
