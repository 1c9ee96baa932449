// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.picture;

/**
 * How the bytes of a file follow its quality and area, each as a power. The exponents are on the careful side of photos,
 * noise, small print and night, but for small print as PNG: docs/decisions/0010-picture-formats.md has how far off they were. For that
 * {@link FitPlan} leaves room, or has another attempt.
 *
 * @param header bytes that do not depend on the content
 * @param fall exponent of coarseness while quality falls; 0 where there is no quality
 * @param rise the same while it rises
 * @param shrink exponent of area while it shrinks
 * @param grow the same while it grows
 */
record ByteGrowth(int header, double fall, double rise, double shrink, double grow) {

    private static final double FINEST = 0.05;

    static ByteGrowth of(PictureFormat format) {
        return switch (format) {
            case JPEG -> new ByteGrowth(620, 0.45, 1.2, 0.7, 2);
            case WEBP -> new ByteGrowth(40, 0.25, 2, 0.7, 2);
            case PNG -> new ByteGrowth(100, 0, 0, 0.4, 1.1);
        };
    }

    /** What part of the bytes is left when quality falls. */
    double byQuality(int from, int to) {
        return Math.pow(coarseness(to) / coarseness(from), -fall);
    }

    /** The quality at which {@code ratio} of the bytes, below 1, is left; no less than {@code least}. */
    int qualityFor(int from, double ratio, int least) {
        double coarse = coarseness(from) * Math.pow(ratio, -1 / fall);
        return Math.max(least, Math.min(from - 1, quality(coarse)));
    }

    /** The quality at which bytes are at most {@code ratio}, above 1, times what they are; no more than {@code most}. */
    int qualityWithin(int from, double ratio, int most) {
        if (rise == 0) {
            return most;
        }
        double coarse = coarseness(from) * Math.pow(ratio, -1 / rise);
        return Math.min(most, Math.max(from, quality(coarse)));
    }

    /** The part of the area at which {@code ratio} of the bytes, below 1, is left. */
    double areaToShrink(double ratio) {
        return Math.pow(ratio, 1 / shrink);
    }

    /** How many times the area may be for {@code ratio} times the bytes. */
    double areaToGrow(double ratio) {
        return Math.pow(ratio, 1 / grow);
    }

    /** How many times the bytes are for an area of {@code times}. */
    double byGrowth(double times) {
        return Math.pow(times, grow);
    }

    /** The factor that libjpeg's tables are scaled by. */
    private static double coarseness(int quality) {
        return Math.max(FINEST, quality < 50 ? 50.0 / quality : 2 - quality / 50.0);
    }

    private static int quality(double coarseness) {
        return (int) (coarseness > 1 ? 50 / coarseness : 100 - 50 * coarseness);
    }
}
