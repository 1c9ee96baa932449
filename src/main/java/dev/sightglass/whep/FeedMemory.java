// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.IceServer;
import dev.sightglass.whep.client.WhepWay;
import java.util.List;

/**
 * What earlier attempts have learned of a feed's endpoint, so that the next one need not find out again.
 *
 * @param iceServers recommended by its last reply
 * @param way by which it was joined last
 * @param trickles false once it has refused candidates that came late
 */
record FeedMemory(List<IceServer> iceServers, WhepWay way, boolean trickles) {
    /** Of an endpoint that was never asked. */
    static final FeedMemory NONE = new FeedMemory(List.of(), WhepWay.OUR_OFFER, true);
}
