// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.util.Map;

/**
 * Wants a frame to run through the route.
 *
 * @param choice which one
 * @param headers those of the feed and of whoever asks
 * @param first whether it is the first of its epoch
 */
record FrameRequest(String sessionId, FrameChoice choice, Map<String, Object> headers, boolean first) {}
