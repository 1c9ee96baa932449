// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.FrameSlot;
import dev.sightglass.whep.webrtc.FrameStamp;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Wants the newest frame of a slot to run through the route.
 *
 * @param headers those of the feed and of whoever asks
 * @param wanted decides, on the worker, whether the frame that it took is sent
 * @param first whether it is the first of its epoch
 */
record FrameRequest(
        String sessionId, FrameSlot slot, Map<String, Object> headers, Predicate<FrameStamp> wanted, boolean first) {}
