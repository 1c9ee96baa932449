// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a WHEP endpoint replies to a POST when it is willing: an answer to our offer, or an offer of its own. */
public sealed interface WhepReply permits WhepAnswer, WhepOffer {

    /** The session description, checked; its lines end with CR LF. */
    String sdp();

    /** The WHEP session; null if the server named none. */
    @Nullable WhepSession session();

    /** The STUN and TURN servers that it recommends and that may be contacted. */
    List<IceServer> iceServers();
}
