// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

import dev.sightglass.picture.Attempt.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Which sizes and qualities to try for a file of at most {@code maxBytes}: quality falls first, to {@link #FLOOR}, then size,
 * in steps so that few shapes come into use. The first attempts are predictions; the last is one that cannot fail.
 */
final class FitPlan {

    /** Below it blocks show more than a smaller picture loses. */
    static final int FLOOR = 30;

    /** Sizes are multiples of the full one divided by this. */
    private static final int STEPS = 32;

    /** Part of the bound that a prediction aims at. */
    private static final double AIM = 0.86;

    /** A next picture repeats what came to this part of the bound or more... */
    private static final double ENOUGH = 0.65;

    /** ...and to no more than this: pictures of a scene vary by some per cent. */
    private static final double SAFE = 0.94;

    private final PictureFormat format;
    private final Attempt full;
    private final int maxBytes;
    private final int floor;
    private final ByteGrowth growth;

    FitPlan(PictureFormat format, Attempt full, int maxBytes) {
        this.format = format;
        this.full = full;
        this.maxBytes = maxBytes;
        floor = format == PictureFormat.PNG ? full.quality() : Math.min(FLOOR, full.quality());
        growth = ByteGrowth.of(format);
    }

    int maxBytes() {
        return maxBytes;
    }

    /** The first attempt, by what the last picture of the same kind came to. */
    Attempt first(@Nullable Outcome last) {
        if (last == null) {
            return full;
        }
        boolean repeat = last.bytes() <= SAFE * maxBytes
                && (last.bytes() >= ENOUGH * maxBytes || last.attempt().equals(full));
        return repeat ? last.attempt() : moved(last);
    }

    /** The attempt after one that came out too large. */
    Attempt after(Outcome tooLarge) {
        return moved(tooLarge);
    }

    /**
     * The largest attempt whose file fits whatever the picture shows.
     *
     * @throws PictureDoesNotFitException if not even one pixel is sure to
     */
    Attempt certain() {
        Size size = certainSize();
        if (size == null) {
            throw PictureDoesNotFitException.of(format, maxBytes, WorstCase.bytes(format, new Size(1, 1)));
        }
        return new Attempt(size, floor);
    }

    private @Nullable Size certainSize() {
        if (WorstCase.bytes(format, new Size(1, 1)) > maxBytes) {
            return null;
        }
        int low = 1;
        int high = Math.max(full.size().width(), full.size().height());
        while (low < high) {
            int edge = (low + high + 1) / 2;
            if (WorstCase.bytes(format, full.size().within(edge)) <= maxBytes) {
                low = edge;
            } else {
                high = edge - 1;
            }
        }
        return full.size().within(low);
    }

    private Attempt moved(Outcome from) {
        double room = AIM * maxBytes - growth.header();
        if (room <= 0) {
            return certain();
        }
        double ratio = room / Math.max(1, from.bytes() - growth.header());
        return ratio < 1 ? smaller(from.attempt(), ratio) : larger(from.attempt(), ratio);
    }

    private Attempt smaller(Attempt from, double ratio) {
        double least = growth.byQuality(from.quality(), floor);
        if (from.quality() > floor && least <= ratio) {
            return new Attempt(from.size(), growth.qualityFor(from.quality(), ratio, floor));
        }
        double left = from.quality() > floor ? ratio / least : ratio;
        Size size = stepped(edgeOf(from) * Math.sqrt(growth.areaToShrink(left)));
        // A prediction far down is a poor one: never below what needs none.
        Size certain = certainSize();
        if (certain != null && longest(certain) > longest(size)) {
            size = certain;
        }
        return new Attempt(size, Math.min(floor, from.quality()));
    }

    private Attempt larger(Attempt from, double ratio) {
        double edge = edgeOf(from);
        Size size = stepped(edge * Math.sqrt(growth.areaToGrow(ratio)));
        if (!size.equals(full.size())) {
            return new Attempt(size, from.quality());
        }
        double left = ratio / growth.byGrowth(1 / (edge * edge));
        int quality = left <= 1 ? from.quality() : growth.qualityWithin(from.quality(), left, full.quality());
        return new Attempt(size, quality);
    }

    /** The longer side as part of that of the full size. */
    private double edgeOf(Attempt attempt) {
        return (double) longest(attempt.size()) / longest(full.size());
    }

    private Size stepped(double edge) {
        int steps = (int) Math.min(STEPS, Math.floor(edge * STEPS + 0.01));
        return full.size().within(Math.max(1, steps * longest(full.size()) / STEPS));
    }

    private static int longest(Size size) {
        return Math.max(size.width(), size.height());
    }
}
