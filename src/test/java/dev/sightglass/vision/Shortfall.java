// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

/** How much smaller a picture is than the largest that fits, found over real numbers instead of whole pixels. */
public final class Shortfall {

    /** Below this longer side a single pixel is more than 2 % of the area, so parts of a pixel do not count. */
    private static final int SMALL = 100;

    private Shortfall() {}

    /** Part of the area that is missing at the exact aspect of the source, 0 for none. */
    public static double of(ModelFamily family, long budget, PictureSize source, PictureSize found) {
        double edge = largestEdge(family, budget, source);
        double reachable = edge < SMALL ? Math.floor(edge) : edge;
        double part = found.longest() / reachable;
        return Math.max(0, 1 - part * part);
    }

    /** Of the exact aspect, in pixels and their parts: bisection over real numbers. */
    private static double largestEdge(ModelFamily family, long budget, PictureSize source) {
        double passing = 0;
        double failing = source.longest();
        if (fits(family, budget, source, failing)) {
            return failing;
        }
        for (int i = 0; i < 50; i++) {
            double middle = (passing + failing) / 2;
            if (fits(family, budget, source, middle)) {
                passing = middle;
            } else {
                failing = middle;
            }
        }
        return passing;
    }

    private static boolean fits(ModelFamily family, long budget, PictureSize source, double edge) {
        double scale = edge / source.longest();
        int width = (int) Math.max(1, Math.ceil(source.width() * scale - 1e-6));
        int height = (int) Math.max(1, Math.ceil(source.height() * scale - 1e-6));
        return family.takes(width, height) && family.unshrunkTokens(width, height) <= budget;
    }
}
