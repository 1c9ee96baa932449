// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.util.HashMap;
import java.util.Map;

/**
 * A typeface at one size: characters ready to be stamped. Characters are drawn at construction, so that stamping
 * allocates nothing. Safe for concurrent use.
 */
final class Lettering {
    /** Gap between two characters, in units of the typeface, on top of the pen's width. */
    private static final double GAP = 0.75;

    private final Mask[] masks = new Mask[128];
    private final double[] advances = new double[128];
    private final double unitPx;
    private final double penPx;

    /**
     * @param characters those that will be stamped
     * @param capHeightPx height of a capital letter, in pixels
     * @param weight width of the pen, in units of the typeface (a capital is 6 units high)
     */
    Lettering(StrokeFont font, String characters, double capHeightPx, double weight) {
        // The pen runs on the centre line: half its width lies above and half below.
        this.unitPx = capHeightPx / (StrokeFont.CAP_HEIGHT + weight);
        this.penPx = Math.max(1, weight * unitPx);
        Map<Character, Mask> drawn = new HashMap<>();
        for (int i = 0; i < characters.length(); i++) {
            char character = characters.charAt(i);
            StrokeFont.Glyph glyph = font.glyph(character);
            masks[character] = drawn.computeIfAbsent(character, c -> draw(glyph));
            advances[character] = (glyph.width() + GAP) * unitPx + penPx;
        }
    }

    /** Stamps a text with its capitals' top left corner at (x, y) and returns the column where the next would start. */
    double stamp(LumaCanvas canvas, CharSequence text, double x, double y, int luma) {
        double column = x;
        for (int i = 0; i < text.length(); i++) {
            column = stamp(canvas, text.charAt(i), column, y, luma);
        }
        return column;
    }

    /** Stamps one character; see above. */
    double stamp(LumaCanvas canvas, char character, double x, double y, int luma) {
        canvas.stamp(masks[character], (int) Math.round(x) - 1, (int) Math.round(y) - 1, luma);
        return x + advances[character];
    }

    /** Stamps a number with leading zeros. */
    double stamp(LumaCanvas canvas, long number, int digits, double x, double y, int luma) {
        long divisor = 1;
        for (int i = 1; i < digits; i++) {
            divisor *= 10;
        }
        double column = x;
        for (; divisor > 0; divisor /= 10) {
            column = stamp(canvas, (char) ('0' + number / divisor % 10), column, y, luma);
        }
        return column;
    }

    /** Width of a text in pixels, from the edge of its first stroke to the edge of its last. */
    double width(CharSequence text) {
        double width = -GAP * unitPx;
        for (int i = 0; i < text.length(); i++) {
            width += advances[text.charAt(i)];
        }
        return width;
    }

    private Mask draw(StrokeFont.Glyph glyph) {
        // One pixel of margin for soft edges; two units below the baseline for the descender of g.
        int width = (int) Math.ceil(glyph.width() * unitPx + penPx) + 2;
        int height = (int) Math.ceil((StrokeFont.CAP_HEIGHT + 2) * unitPx + penPx) + 2;
        Mask mask = new Mask(width, height);
        double offset = 1 + penPx / 2;
        glyph.strokes().forEach(stroke -> mask.add(stroke.placed(unitPx, offset, offset), penPx));
        return mask;
    }
}
