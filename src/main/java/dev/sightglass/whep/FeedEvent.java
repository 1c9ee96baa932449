// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.util.Map;

/**
 * A feed came into a state.
 *
 * @param headers those of the feed
 */
record FeedEvent(String sessionId, FeedStatus status, Map<String, Object> headers) {}
