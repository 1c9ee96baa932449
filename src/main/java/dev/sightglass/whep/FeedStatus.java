// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed stands, and why.
 *
 * @param epoch connections that got an answer so far; 0 before the first
 * @param reason a short label such as {@code whep:status404}; null if nothing is wrong
 * @param since wall clock when it came into this state
 * @param attempts connects tried since it was last live
 */
public record FeedStatus(
        FeedState state, long epoch, @Nullable String reason, Instant since, int attempts) {}
