// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

/**
 * How much smaller a picture is than the largest that fits, found another way: by counting whole squares of the formula instead of
 * searching pixels.
 */
public final class Shortfall {

    private Shortfall() {}

    /**
     * Part of the area that is missing, 0 for none. The largest that fits may have sides between two pixels, so that no search over
     * whole ones reaches it: what rounding costs on the longer side is forgiven.
     */
    public static double of(ModelFamily family, long budget, PictureSize source, PictureSize found) {
        double aspect = (double) source.shortest() / source.longest();
        double edge = largestEdge(family, budget, source);
        // One pixel along the longer side, and what half a pixel of the shorter one is along the longer.
        double reachable = Math.max(0, edge - 1 - (found.shortest() < 50 ? 0.5 / aspect : 0));
        return 1 - Math.min(1, (double) found.longest() * found.longest() / (reachable * reachable));
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
