// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Which pixels of a source a variant shows, and how large. Never larger than those pixels, their aspect kept to the nearest pixel.
 *
 * @param crop the part of the upright source, or null for all of it
 * @param size of the result
 */
public record Layout(@Nullable Box crop, Size size) {

    /** Knows what pictures cost; a formula of its own stays out of here. */
    @FunctionalInterface
    public interface Costs {

        /** The largest size of the part's aspect, no larger than it, that keeps the budget and the edge (0 for none). */
        Size largest(TokenBudget budget, Size part, int longestEdge);
    }

    /**
     * The layout of a variant for a source.
     *
     * @throws RegionOutsideException if the variant shows a region that is not inside the source
     */
    public static Layout of(Variant variant, Size source, Costs costs) {
        Region region = variant.region();
        Box crop = region == null ? null : region.in(source);
        Size part = crop == null ? source : crop.size();
        TokenBudget tokens = variant.tokens();
        Size size = tokens == null
                ? part.within(variant.longestEdge())
                : costs.largest(tokens, part, variant.longestEdge());
        return new Layout(crop, size);
    }
}
