// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The query of a request, read strictly: only known parameters, each at most once, percent-encoded UTF-8. What is wrong is
 * said with the name of the parameter. Immutable.
 */
public final class QueryParameters {

    /** As JSON writes them: Java's own parsers take {@code 1d}, {@code 0x1p3}, blanks and digits of other scripts too. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?");

    private final String area;
    private final Map<String, String> values;

    private QueryParameters(String area, Map<String, String> values) {
        this.area = area;
        this.values = values;
    }

    /**
     * @param area what the parameters belong to, first half of an error's detail
     * @param known the parameters there are
     * @throws InvalidInputException naming the first parameter that is unknown, given twice or wrongly encoded
     */
    public static QueryParameters of(Exchange exchange, String area, Set<String> known) {
        String query = exchange.getMessage().getHeader(Exchange.HTTP_QUERY, "", String.class);
        Map<String, String> values = new HashMap<>();
        if (!query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                add(area, known, values, pair);
            }
        }
        return new QueryParameters(area, Map.copyOf(values));
    }

    /** All that are given, by name. */
    public Map<String, String> all() {
        return values;
    }

    /** The parameter's text, or null if it is not given. */
    public @Nullable String text(String name) {
        return values.get(name);
    }

    /** @throws InvalidInputException if it is missing, or no finite number within the bounds */
    public double number(String name, double min, double max) {
        double number;
        try {
            number = Double.parseDouble(digits(name));
        } catch (NumberFormatException e) {
            throw InvalidInputException.field(area, name, "a number from " + min + " to " + max);
        }
        // Written so that NaN is refused too.
        if (!(number >= min && number <= max)) {
            throw InvalidInputException.field(area, name, "a number from " + min + " to " + max);
        }
        return number;
    }

    /** @throws InvalidInputException if it is missing, or no whole number within the bounds */
    public int wholeNumber(String name, int min, int max) {
        try {
            int number = Integer.parseInt(digits(name));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw InvalidInputException.field(area, name, "a whole number from " + min + " to " + max);
        }
        throw InvalidInputException.field(area, name, "a whole number from " + min + " to " + max);
    }

    /** @throws NumberFormatException if the parameter is none, not repeating what was sent */
    private String digits(String name) {
        String value = values.get(name);
        if (value == null) {
            throw InvalidInputException.field(area, name, "this parameter is required");
        }
        if (!NUMBER.matcher(value).matches()) {
            throw new NumberFormatException("no number");
        }
        return value;
    }

    private static void add(String area, Set<String> known, Map<String, String> values, String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(area, equals < 0 ? pair : pair.substring(0, equals));
        if (!known.contains(name)) {
            throw InvalidInputException.unknown(area, name, "unknownParameter", "there is no such parameter here");
        }
        if (values.put(name, decoded(area, equals < 0 ? "" : pair.substring(equals + 1))) != null) {
            throw InvalidInputException.field(area, name, "this parameter is given twice");
        }
    }

    private static String decoded(String area, String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.field(area, "query", "the query is not percent-encoded");
        }
    }
}
