// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

/**
 * A peer connection's own description, with the ICE candidates found so far.
 *
 * @param complete whether there will be no more candidates
 */
public record LocalDescription(String sdp, boolean complete) {

    /** Without the SDP, which holds addresses and keys. */
    @Override
    public String toString() {
        return "LocalDescription[complete=" + complete + "]";
    }
}
