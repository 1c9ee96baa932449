// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.IceServer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** One attempt to join a feed, from the offer to the DELETE. */
interface FeedLink {

    /** Makes an offer and has it answered. Fails with a {@link dev.sightglass.whep.client.WhepException} only. */
    CompletionStage<Void> ask();

    /** Applies the answer; frames then carry {@code epoch}. Fails as {@link #ask()}. */
    CompletionStage<Void> accept(long epoch);

    /** The ICE servers that the answer named, for the next attempt; empty before it. */
    List<IceServer> iceServers();

    /** Closes the peer connection and DELETEs the WHEP session; completes when both are done or have used up their time, never fails. */
    CompletionStage<Void> leave();
}
