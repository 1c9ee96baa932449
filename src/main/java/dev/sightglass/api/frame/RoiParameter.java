// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Region;
import dev.sightglass.snapshot.Region.Unit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code roi=x,y,w,h}: whole pixels, or, as soon as one of the four has a decimal point, fractions of width and height from 0
 * to 1.
 */
final class RoiParameter {

    private static final Pattern PIXELS = Pattern.compile("([0-9]{1,5}),([0-9]{1,5}),([0-9]{1,5}),([0-9]{1,5})");

    private static final String FRACTION = "([01](?:\\.[0-9]{1,6})?)";
    private static final Pattern FRACTIONS = Pattern.compile(String.join(",", FRACTION, FRACTION, FRACTION, FRACTION));

    private RoiParameter() {}

    /** The part that is asked for, or null for the whole picture. */
    static @Nullable Region of(Map<String, String> parameters) {
        String text = parameters.get(FrameParameters.ROI);
        if (text == null) {
            return null;
        }
        boolean pixels = text.indexOf('.') < 0;
        Matcher numbers = (pixels ? PIXELS : FRACTIONS).matcher(text);
        if (numbers.matches()) {
            try {
                return pixels ? region(Unit.PIXEL, numbers) : region(Unit.MILLIONTH, numbers);
            } catch (IllegalArgumentException e) {
                throw wrong();
            }
        }
        throw wrong();
    }

    private static Region region(Unit unit, Matcher numbers) {
        return new Region(
                unit,
                number(unit, numbers.group(1)),
                number(unit, numbers.group(2)),
                number(unit, numbers.group(3)),
                number(unit, numbers.group(4)));
    }

    private static int number(Unit unit, String text) {
        if (unit == Unit.PIXEL) {
            return Integer.parseInt(text);
        }
        int point = text.indexOf('.');
        if (point < 0) {
            return Integer.parseInt(text) * Region.WHOLE;
        }
        String digits = (text.substring(point + 1) + "00000").substring(0, 6);
        return Integer.parseInt(text.substring(0, point)) * Region.WHOLE + Integer.parseInt(digits);
    }

    private static RuntimeException wrong() {
        return FrameParameters.wrong(
                FrameParameters.ROI,
                "x,y,w,h inside the picture and not empty: four whole numbers of pixels, or, with a decimal point in any of"
                        + " them, four fractions from 0 to 1 with at most six decimals");
    }
}
