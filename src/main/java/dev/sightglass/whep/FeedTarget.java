// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.client.WhepSource;
import dev.sightglass.whep.webrtc.FrameSlot;

/**
 * What a link joins.
 *
 * @param source the WHEP endpoint
 * @param slot where frames go
 * @param memory what earlier attempts have learned of the endpoint
 */
record FeedTarget(WhepSource source, FrameSlot slot, FeedMemory memory) {}
