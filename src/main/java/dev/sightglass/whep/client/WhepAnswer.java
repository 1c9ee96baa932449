// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server said to our offer, checked.
 *
 * @param sdp the answer, lines ended by CR LF; fits the offer and accepts video
 * @param session what to DELETE in the end; null if the server named none
 * @param iceServers servers recommended by {@code Link} headers, in their order
 */
public record WhepAnswer(String sdp, @Nullable WhepSession session, List<IceServer> iceServers) implements WhepReply {

    /** The session only: an SDP holds addresses and keys. */
    @Override
    public String toString() {
        return "WhepAnswer[" + session + "]";
    }
}
