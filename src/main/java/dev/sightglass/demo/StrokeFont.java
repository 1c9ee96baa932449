// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The card's typeface: letters as pen strokes, so that it stays sharp at any size and needs no fonts on the machine.
 *
 * <p>Capitals and digits are 6 units high with the origin at their top left; digits are all 4 units wide. It knows just
 * the characters that the card shows.
 */
final class StrokeFont {
    /** Height of a capital letter in units. */
    static final double CAP_HEIGHT = 6;

    private static final double DIGIT_WIDTH = 4;
    private static final double SPACE_WIDTH = 2.6;
    private static final int CURVE_STEPS = 10;

    /** Moves (M), lines (L) and quadratic curves (Q: control point, then end point), in units. */
    private static final Map<Character, String> PATHS = Map.ofEntries(
            Map.entry('0', "M0,2 Q0,0 2,0 Q4,0 4,2 L4,4 Q4,6 2,6 Q0,6 0,4 L0,2"),
            Map.entry('1', "M0.7,1.4 L2.3,0 L2.3,6"),
            Map.entry('2', "M0.1,1.7 Q0.1,0 2,0 Q3.9,0 3.9,1.7 Q3.9,2.7 3,3.6 L0.2,6 L4,6"),
            Map.entry(
                    '3',
                    "M0.2,1.2 Q0.6,0 2,0 Q3.7,0 3.7,1.45 Q3.7,2.8 2.1,2.8 L1.4,2.8 M2.1,2.8 Q4,2.8 4,4.4 Q4,6 2,6 Q0.4,6 0,4.7"),
            Map.entry('4', "M3.1,6 L3.1,0 L2.7,0 L0,4.3 L4.1,4.3"),
            Map.entry('5', "M3.6,0 L0.6,0 L0.4,2.9 Q1,2.3 2,2.3 Q4,2.3 4,4.1 Q4,6 2,6 Q0.5,6 0,4.9"),
            Map.entry('6', "M3.6,0.8 Q3.1,0 2.1,0 Q0,0 0,2.8 L0,4 Q0,6 2,6 Q4,6 4,4.1 Q4,2.4 2,2.4 Q0,2.4 0,4.1"),
            Map.entry('7', "M0,0 L4,0 L1.6,6"),
            Map.entry(
                    '8',
                    "M2,2.8 Q0.3,2.8 0.3,1.4 Q0.3,0 2,0 Q3.7,0 3.7,1.4 Q3.7,2.8 2,2.8 Q0,2.8 0,4.4 Q0,6 2,6 Q4,6 4,4.4 Q4,2.8 2,2.8"),
            Map.entry('9', "M0.4,5.2 Q0.9,6 1.9,6 Q4,6 4,3.2 L4,2 Q4,0 2,0 Q0,0 0,1.9 Q0,3.6 2,3.6 Q4,3.6 4,1.9"),
            Map.entry(':', "M0,1.7 L0,1.7 M0,4.5 L0,4.5"),
            Map.entry('.', "M0,6 L0,6"),
            Map.entry('-', "M0,3.1 L2.2,3.1"),
            Map.entry('x', "M0,2 L3,5 M3,2 L0,5"),
            Map.entry('A', "M0,6 L2.2,0 L4.4,6 M0.8,4.1 L3.6,4.1"),
            Map.entry('C', "M3.9,1.4 Q3.4,0 2.1,0 Q0,0 0,2.3 L0,3.7 Q0,6 2.1,6 Q3.4,6 3.9,4.6"),
            Map.entry('E', "M3.4,0 L0,0 L0,6 L3.4,6 M0,2.9 L3,2.9"),
            Map.entry('F', "M3.4,0 L0,0 L0,6 M0,2.9 L3,2.9"),
            Map.entry('M', "M0,6 L0,0 L2.4,3.8 L4.8,0 L4.8,6"),
            Map.entry('R', "M0,6 L0,0 L2.1,0 Q3.8,0 3.8,1.6 Q3.8,3.2 2.1,3.2 L0,3.2 M2,3.2 L4,6"),
            Map.entry('S', "M3.7,1.2 Q3.2,0 2,0 Q0.2,0 0.2,1.5 Q0.2,2.6 2,2.9 Q4,3.25 4,4.5 Q4,6 2,6 Q0.5,6 0,4.7"),
            Map.entry('T', "M0,0 L4,0 M2,0 L2,6"),
            Map.entry('U', "M0,0 L0,4 Q0,6 2,6 Q4,6 4,4 L4,0"),
            Map.entry('a', "M3.4,2 L3.4,6 M3.4,4 Q3.4,2 1.7,2 Q0,2 0,4 Q0,6 1.7,6 Q3.4,6 3.4,4"),
            Map.entry(
                    'g',
                    "M3.4,2 L3.4,6.2 Q3.4,8 1.7,8 Q0.6,8 0.2,7.3 M3.4,4 Q3.4,2 1.7,2 Q0,2 0,4 Q0,6 1.7,6 Q3.4,6 3.4,4"),
            Map.entry('h', "M0,0 L0,6 M0,3.9 Q0,2 1.7,2 Q3.2,2 3.2,3.8 L3.2,6"),
            Map.entry('i', "M0,2 L0,6 M0,0.3 L0,0.3"),
            Map.entry('l', "M0,0 L0,6"),
            Map.entry(
                    's',
                    "M2.7,2.9 Q2.3,2 1.4,2 Q0.1,2 0.1,3 Q0.1,3.75 1.4,3.95 Q2.9,4.2 2.9,5 Q2.9,6 1.4,6 Q0.3,6 0,5.1"),
            Map.entry('t', "M0.9,0.6 L0.9,4.8 Q0.9,6 2.1,6 L2.3,6 M0,2 L2.3,2"));

    private final Map<Character, Glyph> glyphs = new HashMap<>();

    StrokeFont() {
        PATHS.forEach((character, path) -> glyphs.put(character, parse(character, path)));
        glyphs.put(' ', new Glyph(SPACE_WIDTH, List.of()));
    }

    /**
     * The strokes of one character.
     *
     * @throws IllegalArgumentException if the card's typeface lacks it
     */
    Glyph glyph(char character) {
        Glyph glyph = glyphs.get(character);
        if (glyph == null) {
            throw new IllegalArgumentException("The test card's typeface has no '" + character + "'");
        }
        return glyph;
    }

    /**
     * One character.
     *
     * @param width in units, without the gap to its neighbour
     * @param strokes straight pen strokes in units
     */
    record Glyph(double width, List<Stroke> strokes) {}

    private static Glyph parse(char character, String path) {
        List<Stroke> strokes = new ArrayList<>();
        double[] pen = {0, 0};
        double width = 0;
        String[] words = path.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            double[] point = point(words[i].substring(1));
            switch (words[i].charAt(0)) {
                case 'L' -> strokes.add(new Stroke(pen[0], pen[1], point[0], point[1]));
                case 'Q' -> {
                    double[] control = point;
                    point = point(words[++i]);
                    addCurve(strokes, pen, control, point);
                }
                default -> {}
            }
            pen = point;
            width = Math.max(width, point[0]);
        }
        return new Glyph(Character.isDigit(character) ? DIGIT_WIDTH : width, strokes);
    }

    private static void addCurve(List<Stroke> strokes, double[] from, double[] control, double[] to) {
        double[] last = from;
        for (int step = 1; step <= CURVE_STEPS; step++) {
            double t = (double) step / CURVE_STEPS;
            double[] next = {
                bend(from[0], control[0], to[0], t), bend(from[1], control[1], to[1], t),
            };
            strokes.add(new Stroke(last[0], last[1], next[0], next[1]));
            last = next;
        }
    }

    private static double bend(double from, double control, double to, double t) {
        return (1 - t) * (1 - t) * from + 2 * t * (1 - t) * control + t * t * to;
    }

    private static double[] point(String text) {
        int comma = text.indexOf(',');
        return new double[] {Double.parseDouble(text.substring(0, comma)), Double.parseDouble(text.substring(comma + 1))
        };
    }
}
