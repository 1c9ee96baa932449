// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds the line of a route file that a failed start is about. Camel tells file and line of what its parser refuses; of a
 * misspelt option, bean, component or setting it tells only the word.
 */
final class RoutePlace {

    /** Where in Camel's messages the misspelt word stands. */
    private static final List<Pattern> WORDS = List.of(
            Pattern.compile("Unknown parameters=\\[\\{([^=]+)="),
            Pattern.compile("registry for: (\\S+)"),
            Pattern.compile("No component found with scheme: (\\S+)"),
            Pattern.compile("Property with key \\[([^\\]]+)]"),
            Pattern.compile("to the required type: \\S+ with value (\\S+)"));

    private final String routesPattern;

    /** @param routesPattern resources of the route files, between commas, as Camel has them */
    RoutePlace(String routesPattern) {
        this.routesPattern = routesPattern;
    }

    /**
     * Where the route says what the message complains of.
     *
     * @return file name and line, such as {@code ingest.camel.yaml, line 32}; the line of the route's id where no word is found;
     *     null if not even that is
     */
    @Nullable String of(String routeId, String message) {
        try {
            for (Resource file : files()) {
                List<String> lines =
                        file.getContentAsString(StandardCharsets.UTF_8).lines().toList();
                int route = lineOf(lines, 0, "id: " + routeId);
                if (route >= 0) {
                    int word = lineOf(lines, route, wordOf(message));
                    return file.getFilename() + ", line " + ((word < 0 ? route : word) + 1);
                }
            }
        } catch (IOException e) {
            // The routes cannot be read twice; the message has to do.
        }
        return null;
    }

    private List<Resource> files() throws IOException {
        List<Resource> files = new ArrayList<>();
        for (String pattern : routesPattern.split(",")) {
            files.addAll(List.of(new PathMatchingResourcePatternResolver().getResources(pattern)));
        }
        return files;
    }

    private static @Nullable String wordOf(String message) {
        return WORDS.stream()
                .map(pattern -> pattern.matcher(message))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(null);
    }

    private static int lineOf(List<String> lines, int from, @Nullable String text) {
        if (text == null) {
            return -1;
        }
        Pattern whole = Pattern.compile(Pattern.quote(text) + "(?![\\w-])");
        for (int i = from; i < lines.size(); i++) {
            if (whole.matcher(lines.get(i)).find()
                    && !lines.get(i).stripLeading().startsWith("#")) {
                return i;
            }
        }
        return -1;
    }
}
