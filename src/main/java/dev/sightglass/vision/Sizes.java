// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

import java.util.function.Predicate;

/** Finds sizes of one aspect. */
final class Sizes {

    private Sizes() {}

    /**
     * The largest size of an aspect, its longer side at most {@code edge}, that passes; one of a single pixel along the longer
     * side if none does.
     *
     * @param passes true for every size smaller than one that passes
     */
    static PictureSize largest(PictureSize aspect, int edge, Predicate<PictureSize> passes) {
        int passing = 1;
        int failing = edge + 1;
        while (failing - passing > 1) {
            int middle = (passing + failing) >>> 1;
            if (passes.test(aspect.withLongest(middle))) {
                passing = middle;
            } else {
                failing = middle;
            }
        }
        return aspect.withLongest(passing);
    }
}
