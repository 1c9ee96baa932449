// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.vision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The families of models that are known, by name. Immutable. */
public final class VisionModels {

    private final Map<String, ModelFamily> families;

    VisionModels(List<ModelFamily> families) {
        this.families = families.stream()
                .collect(Collectors.toMap(ModelFamily::name, family -> family, (a, b) -> b, LinkedHashMap::new));
    }

    /** Those of {@code vision-models.yaml}. */
    public static VisionModels published() {
        return new VisionModels(FamilyFile.read("/vision-models.yaml"));
    }

    /** Names of the families, in the order of the file. */
    public List<String> families() {
        return List.copyOf(families.keySet());
    }

    /**
     * The family of a model; of the names that match, the longest decides.
     *
     * @param model the name of a family or of a model, small and capital letters alike
     */
    public Optional<ModelFamily> find(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        ModelFamily named = families.get(name);
        return named != null ? Optional.of(named) : Optional.ofNullable(longestMatch(name));
    }

    private @Nullable ModelFamily longestMatch(String name) {
        ModelFamily best = null;
        int longest = 0;
        for (ModelFamily family : families.values()) {
            for (String pattern : family.models()) {
                if (pattern.length() > longest && matches(pattern, name)) {
                    best = family;
                    longest = pattern.length();
                }
            }
        }
        return best;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /**
     * The family of a name.
     *
     * @throws NoSuchElementException if there is none
     */
    public ModelFamily family(String name) {
        ModelFamily family = families.get(name);
        if (family == null) {
            throw new NoSuchElementException("no family of models has this name");
        }
        return family;
    }

    /** What a picture costs each family, in the order of the file: {@code claude=1196, gemini=1120}. */
    public String tokens(int width, int height) {
        StringBuilder text = new StringBuilder();
        for (ModelFamily family : families.values()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(family.name())
                    .append('=')
                    .append(family.tokens(width, height));
        }
        return text.toString();
    }
}
