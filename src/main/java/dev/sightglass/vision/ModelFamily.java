// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

import java.util.List;

/** Models that count the tokens of a picture by one formula. Immutable. */
public final class ModelFamily {

    private static final PictureSize SMALLEST = new PictureSize(/* width= */ 1, /* height= */ 1);

    private final String name;
    private final List<String> models;
    private final Cost cost;
    private final Limits limits;

    ModelFamily(String name, List<String> models, Cost cost, Limits limits) {
        this.name = name;
        this.models = List.copyOf(models);
        this.cost = cost;
        this.limits = limits;
    }

    /** Its name, such as {@code claude}: small letters, digits and hyphens. */
    public String name() {
        return name;
    }

    /** Names of its models; one with a star at its end stands for all that begin so. */
    List<String> models() {
        return models;
    }

    /** Whether all pictures cost the same. */
    public boolean isFlat() {
        return cost instanceof Cost.Flat;
    }

    /** What the cheapest picture costs. */
    public long fewestTokens() {
        return cost.tokens(SMALLEST);
    }

    /** What a picture costs, in tokens: as it is, or as the vendor shrinks it where it takes none so large. */
    public long tokens(int width, int height) {
        PictureSize size = new PictureSize(width, height);
        return cost.tokens(limits.take(size) ? size : limits.shrunk(size));
    }

    /** Whether the vendor takes a picture without shrinking it. */
    boolean takes(int width, int height) {
        return limits.take(new PictureSize(width, height));
    }

    /** What a picture would cost if the vendor took it as it is, in tokens. */
    long unshrunkTokens(int width, int height) {
        return cost.tokens(new PictureSize(width, height));
    }

    /**
     * The largest picture of an aspect that costs at most a budget and that the vendor takes without shrinking it. Never larger than
     * the source.
     *
     * @param budget in tokens, at least {@link #fewestTokens()}
     * @param source whose aspect is kept, to the nearest pixel
     * @param maxEdge bound of the longer side in pixels, 0 for none
     */
    public PictureSize largestWithin(long budget, PictureSize source, int maxEdge) {
        int edge = maxEdge == 0 ? source.longest() : Math.min(maxEdge, source.longest());
        return Sizes.largest(source, edge, size -> limits.take(size) && cost.tokens(size) <= budget);
    }
}
