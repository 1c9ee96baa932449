// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.frame;

import dev.sightglass.snapshot.Format;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses a format by {@code Accept} (RFC 9110 section 12.5.1). */
final class AcceptedFormat {

    private static final Pattern RANGE = Pattern.compile("\\s*([^\\s/;,]+/[^\\s/;,]+)\\s*((?:;[^,]*)?)");
    private static final Pattern WEIGHT =
            Pattern.compile("(?i)(?:^|.*;)\\s*q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;.*|$)");

    private AcceptedFormat() {}

    /**
     * The format that the asker likes most; of those it likes equally, the first of {@link Format}.
     *
     * @param accept media ranges with their weights; what is malformed among them is ignored
     * @throws NotAcceptableException if none of them takes any format of ours
     */
    static Format of(String accept) {
        Format best = null;
        double highest = 0;
        for (Format format : Format.values()) {
            double weight = weight(accept, format);
            if (weight > highest) {
                best = format;
                highest = weight;
            }
        }
        if (best == null) {
            throw new NotAcceptableException();
        }
        return best;
    }

    /** The weight of the most specific range that takes the format; zero if none does. */
    private static double weight(String accept, Format format) {
        int mostSpecific = 0;
        double weight = 0;
        for (String member : accept.split(",", -1)) {
            Matcher range = RANGE.matcher(member);
            if (!range.matches()) {
                continue;
            }
            int specific = specificity(range.group(1), format);
            Double own = specific > mostSpecific ? weightOf(range.group(2)) : null;
            if (own != null) {
                mostSpecific = specific;
                weight = own;
            }
        }
        return weight;
    }

    private static int specificity(String range, Format format) {
        if (range.equalsIgnoreCase(format.mediaType())) {
            return 3;
        }
        if (range.equalsIgnoreCase("image/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    /** 1 if no weight is given, null if it is malformed. */
    private static @Nullable Double weightOf(String parameters) {
        Matcher weight = WEIGHT.matcher(parameters);
        if (weight.matches()) {
            return Double.valueOf(weight.group(1));
        }
        return parameters.matches("(?i).*;\\s*q\\s*=.*") ? null : Double.valueOf(1);
    }
}
