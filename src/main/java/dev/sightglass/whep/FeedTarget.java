// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.IceServer;
import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;
import java.util.List;

/**
 * What a link joins.
 *
 * @param source the WHEP endpoint
 * @param slot where frames go
 * @param iceServers recommended by the endpoint's last answer; empty at first
 */
record FeedTarget(WhepSource source, FrameSlot slot, List<IceServer> iceServers) {}
