// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Duration;

/**
 * When a feed gives up and tries again; see {@link WhepConfiguration}.
 *
 * @param askTimeout longest wait for the answer, the making of the offer included
 * @param mediaTimeout shortest patience from the answer to the first frame
 * @param stallTimeout age of the newest frame from which a feed is stalled
 * @param minDelay first delay between attempts
 * @param maxDelay longest delay between attempts
 * @param faultDelay delay after what no decoder should be burdened with
 * @param reconnectsPerHour most peer connections opened in an hour, after the first
 * @param renewAfter age of a connection at which a new one takes its place, at most; zero for never
 */
record FeedSettings(
        Duration askTimeout,
        Duration mediaTimeout,
        Duration stallTimeout,
        Duration minDelay,
        Duration maxDelay,
        Duration faultDelay,
        int reconnectsPerHour,
        Duration renewAfter) {}
