// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Decides where the routes come from: the folder of {@code sightglass.routes-dir}, or the copy in the jar where there is no
 * such folder. A folder that somebody named must exist.
 */
public final class RoutesLocation implements EnvironmentPostProcessor, Ordered {

    private static final String SETTING = "sightglass.routes-dir";
    private static final String USUAL = "routes";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String folder = environment.getProperty(SETTING, USUAL);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("routes", Map.of("sightglass.routes-pattern", pattern(folder))));
    }

    private static String pattern(String folder) {
        if (!folder.isBlank() && Files.isDirectory(Path.of(folder))) {
            return "file:" + folder + "/*.camel.yaml";
        }
        if (!folder.equals(USUAL)) {
            throw new SettingException(SETTING, "(SIGHTGLASS_ROUTES_DIR) names no folder that exists");
        }
        return shipped();
    }

    /** Each file by its name: for a pattern Camel would unpack every jar in the jar, a seventh of the start. */
    static String shipped() {
        try {
            return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:routes/*.camel.yaml"))
                    .map(file -> "classpath:routes/" + file.getFilename())
                    .sorted()
                    .collect(Collectors.joining(","));
        } catch (IOException e) {
            throw new UncheckedIOException("no routes in the jar", e);
        }
    }

    /** After the files and variables that settings come from. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
