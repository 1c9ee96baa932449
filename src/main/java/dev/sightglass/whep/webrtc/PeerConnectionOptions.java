// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.webrtc;

import dev.sightglass.whep.client.IceServer;
import java.time.Duration;
import java.util.List;

/**
 * How a peer connection is set up.
 *
 * @param gatheringTimeout how long an offer may wait for local ICE candidates; 0 offers at once, without any
 * @param audio whether audio is offered too (received and dropped); some servers want it
 * @param limit largest picture accepted, lying or standing
 * @param ports local UDP ports
 * @param iceServers STUN and TURN servers to gather candidates with
 */
public record PeerConnectionOptions(
        Duration gatheringTimeout, boolean audio, PictureFormat limit, PortRange ports, List<IceServer> iceServers) {

    /** The same with other ICE servers. */
    public PeerConnectionOptions with(List<IceServer> others) {
        return new PeerConnectionOptions(gatheringTimeout, audio, limit, ports, others);
    }

    /**
     * A range of local UDP ports, both ends included.
     *
     * @param min lowest port; 0 leaves the choice to the system
     * @param max highest port; 0 leaves the choice to the system
     */
    public record PortRange(int min, int max) {
        /** Any free port. */
        public static final PortRange ANY = new PortRange(0, 0);
    }
}
