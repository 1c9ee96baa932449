// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

/**
 * One way to encode a frame.
 *
 * @param longestEdge bound of the longer side in pixels, 0 for the native size
 * @param quality IJG scale, 1 to 100
 */
public record Variant(int longestEdge, int quality) {

    /** Short form for entity tags, such as {@code 1280q80}. */
    String tag() {
        return longestEdge + "q" + quality;
    }
}
