// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import dev.sightglass.whep.webrtc.FrameSlot;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a running consumer gives to its feeds.
 *
 * @param framePeriod time between frames emitted unasked; zero for none
 */
record FeedRuntime(
        FeedContext context, Exchanges exchanges, Supplier<FrameSlot> slots, Duration framePeriod, int maxFeeds) {}
