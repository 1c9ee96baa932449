// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * One way to encode a frame: everything that decides about the bytes. Two requests for the same get the same bytes.
 *
 * @param format what it becomes
 * @param region the part of the upright source picture to show, or null for all of it
 * @param longestEdge bound of the longer side in pixels, 0 for none
 * @param tokens bound of its cost for a model, or null
 * @param quality 1 to 100 on the scale of the encoder, for JPEG that of the IJG; {@link #LOSSLESS} where there is none
 * @param maxBytes bound of its bytes, 0 for none
 */
public record Variant(
        Format format,
        @Nullable Region region,
        int longestEdge,
        @Nullable TokenBudget tokens,
        int quality,
        int maxBytes) {

    /** Quality of a format that has none. */
    public static final int LOSSLESS = 100;

    /** A JPEG of the whole picture, bounded by nothing but its longer side. */
    public static Variant jpeg(int longestEdge, int quality) {
        return new Variant(Format.JPEG, null, longestEdge, null, quality, 0);
    }

    /** Short form for entity tags, such as {@code 1280q80}; without quotes, commas and blanks. */
    public String tag() {
        StringBuilder tag = new StringBuilder().append(longestEdge).append('q').append(quality);
        if (format != Format.JPEG) {
            tag.append('-').append(format.label());
        }
        if (region != null) {
            tag.append('-').append(region.tag());
        }
        if (tokens != null) {
            tag.append('-').append(tokens.tag());
        }
        if (maxBytes != 0) {
            tag.append('-').append('b').append(maxBytes);
        }
        return tag.toString();
    }
}
