// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

/**
 * What a vendor takes without shrinking it.
 *
 * @param edge bound of the longer side in pixels
 * @param shortEdge bound of the shorter side in pixels
 * @param patches bound of the patches, those of {@code patchSide}
 * @param patchSide side of a patch in pixels
 * @param whole whether the vendor shrinks to a whole number of patches along one side
 */
record Limits(int edge, int shortEdge, long patches, int patchSide, boolean whole) {

    boolean take(PictureSize size) {
        return size.longest() <= edge && size.shortest() <= shortEdge && Cost.squares(patchSide, size) <= patches;
    }

    /**
     * The size to which the vendor shrinks a picture that it does not take. To whole patches as OpenAI describes it: by area first,
     * then until the side that overshoots less ends with a patch.
     */
    PictureSize shrunk(PictureSize size) {
        PictureSize inside = Sizes.largest(size, Math.min(edge, size.longest()), s -> s.shortest() <= shortEdge);
        if (Cost.squares(patchSide, inside) <= patches) {
            return inside;
        }
        if (!whole) {
            return Sizes.largest(inside, inside.longest(), this::take);
        }
        double factor =
                Math.sqrt((double) patches * patchSide * patchSide / ((double) inside.width() * inside.height()));
        double across = inside.width() * factor / patchSide;
        double down = inside.height() * factor / patchSide;
        double fitted = factor * Math.min(Math.floor(across) / across, Math.floor(down) / down);
        return new PictureSize(Math.max(1, (int) Math.round(inside.width() * fitted)), Math.max(1, (int)
                Math.round(inside.height() * fitted)));
    }
}
