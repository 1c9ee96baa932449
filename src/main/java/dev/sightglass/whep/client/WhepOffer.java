// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.time.Instant;
import java.util.List;

/**
 * An offer that the server has made, which waits for our answer in a PATCH of its WHEP session.
 *
 * @param sdp the offer, checked; lines end with CR LF
 * @param session where the answer goes; to be ended whether it is answered or not
 * @param iceServers STUN and TURN servers recommended for this session, in the server's order
 * @param validUntil when the server stops waiting for the answer
 */
public record WhepOffer(String sdp, WhepSession session, List<IceServer> iceServers, Instant validUntil)
        implements WhepReply {

    /** The session only: an SDP holds addresses and keys. */
    @Override
    public String toString() {
        return "WhepOffer[" + session + "]";
    }
}
