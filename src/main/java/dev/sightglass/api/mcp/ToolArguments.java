// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api.mcp;

import dev.sightglass.api.InvalidInputException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, held against the tool's own input schema: only known names, each of the type that stands there, none
 * missing that is required. What a value means is for the route's steps to judge, which judge it for every caller.
 */
final class ToolArguments {

    private final String tool;
    private final Map<String, Object> values;

    private ToolArguments(String tool, Map<String, Object> values) {
        this.tool = tool;
        this.values = values;
    }

    /**
     * @param schema of the tool's input: an object, its properties of one simple type each
     * @param given as they came; null for none. One that is null counts as not given
     * @throws InvalidInputException naming the first argument that is wrong
     */
    static ToolArguments of(String tool, Map<String, Object> schema, @Nullable Map<String, Object> given) {
        Map<?, ?> properties = (Map<?, ?>) schema.getOrDefault("properties", Map.of());
        Map<String, Object> values = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value != null) {
                    check(tool, properties, name, value);
                    values.put(name, value);
                }
            });
        }
        for (Object name : (List<?>) schema.getOrDefault("required", List.of())) {
            if (!values.containsKey(name)) {
                throw InvalidInputException.field(tool, name.toString(), "this argument is required");
            }
        }
        return new ToolArguments(tool, values);
    }

    private static void check(String tool, Map<?, ?> properties, String name, Object value) {
        if (!(properties.get(name) instanceof Map<?, ?> property)) {
            throw InvalidInputException.unknown(tool, name, "unknownArgument", "there is no such argument here");
        }
        String type = String.valueOf(property.get("type"));
        boolean fits = switch (type) {
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> false;
        };
        if (!fits) {
            throw InvalidInputException.field(tool, name, "a value of type " + type);
        }
    }

    /** All of them, by name. */
    Map<String, Object> all() {
        return values;
    }

    /** The argument as text, or null if it is not given. Numbers are written out, as a query has them. */
    @Nullable String text(String name) {
        Object value = values.get(name);
        if (value instanceof Double number) {
            return BigDecimal.valueOf(number).toPlainString();
        }
        return value == null ? null : value.toString();
    }

    /**
     * A whole number.
     *
     * @param usual where it is not given
     * @throws InvalidInputException if it is not within the bounds
     */
    int wholeNumber(String name, int usual, int min, int max) {
        if (!(values.get(name) instanceof Number number)) {
            return usual;
        }
        if (number.longValue() < min || number.longValue() > max) {
            throw InvalidInputException.field(tool, name, "a whole number from " + min + " to " + max);
        }
        return number.intValue();
    }
}
