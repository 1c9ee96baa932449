// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads families from a YAML file on the class path. A file that cannot be understood fails the start. */
final class FamilyFile {

    private FamilyFile() {}

    static List<ModelFamily> read(String resource) {
        try (InputStream file = FamilyFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return map(root, "families").entrySet().stream()
                    .map(entry -> family(entry.getKey(), map(entry.getValue())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelFamily family(String name, Map<String, Object> entry) {
        List<?> models = (List<?>) entry.getOrDefault("models", List.of());
        Map<String, Object> costs = map(entry, "cost");
        return new ModelFamily(
                name, models.stream().map(Object::toString).toList(), cost(name, costs), limits(entry, costs));
    }

    private static Cost cost(String name, Map<String, Object> costs) {
        if (costs.containsKey("patches")) {
            double factor = ((Number) costs.getOrDefault("factor", 1)).doubleValue();
            return new Cost.Patches(number(costs, "patches", 0), Math.round(factor * 1000));
        }
        if (costs.containsKey("tiles")) {
            return new Cost.Tiles(number(costs, "tiles", 0), number(costs, "base", 0), number(costs, "each", 0));
        }
        if (costs.containsKey("flat")) {
            return new Cost.Flat(number(costs, "flat", 0));
        }
        throw new IllegalStateException("vision-models.yaml: " + name + " has no cost");
    }

    private static Limits limits(Map<String, Object> entry, Map<String, Object> costs) {
        Map<String, Object> limits = map(entry.getOrDefault("limits", Map.of()));
        return new Limits(
                number(limits, "edge", Integer.MAX_VALUE),
                number(limits, "shortEdge", Integer.MAX_VALUE),
                number(limits, "patches", Integer.MAX_VALUE),
                number(costs, "patches", 1),
                Boolean.TRUE.equals(limits.get("whole")));
    }

    private static int number(Map<String, Object> values, String name, int otherwise) {
        return ((Number) values.getOrDefault(name, otherwise)).intValue();
    }

    private static Map<String, Object> map(Map<String, Object> values, String name) {
        return map(values.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked") // a YAML mapping with text as keys; anything else fails the start
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
