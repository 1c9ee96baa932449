// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.FrameSlot;
import java.util.Map;

/**
 * Wants the newest frame of a slot to run through the route.
 *
 * @param headers those of the feed and of whoever asks
 * @param first whether it is the first of its epoch
 */
record FrameRequest(String sessionId, FrameSlot slot, Map<String, Object> headers, boolean first) {}
