// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.limit;

import java.time.Duration;

/**
 * What every caller may do, or all callers of a workspace together.
 *
 * @param requestsPerSecond 0 for no limit
 * @param requestBurst requests at once after a rest, at least 1
 * @param encodeTimePerSecond time of the encoder in a second; zero for no limit
 * @param encodeTimeBurst the same after a rest
 */
public record Rates(int requestsPerSecond, int requestBurst, Duration encodeTimePerSecond, Duration encodeTimeBurst) {}
