// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Variant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one request wants to see, read from its parameters and headers.
 *
 * @param variant how the frame is to be encoded
 * @param maxAge how long ago the frame may have been decoded when the answer begins; at most the limit of the settings
 * @param longestWait how long the answer may be held back for a frame that satisfies it; zero not at all
 * @param ifNoneMatch value of {@code If-None-Match} (RFC 9110 section 13.1.2), or null
 * @param preferenceApplied value of {@code Preference-Applied} (RFC 7240 section 3), or null
 */
public record FrameAsk(
        Variant variant,
        Duration maxAge,
        Duration longestWait,
        @Nullable String ifNoneMatch,
        @Nullable String preferenceApplied) {}
