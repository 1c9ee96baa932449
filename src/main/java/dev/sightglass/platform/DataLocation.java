// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides where the data is: an H2 file in the folder of {@code sightglass.data-dir}, unless {@code spring.datasource.url}
 * names a database.
 */
public final class DataLocation implements EnvironmentPostProcessor, Ordered {

    private static final String SETTING = "sightglass.data-dir";
    private static final String USUAL = "data";

    /**
     * A commit is written to the file before it returns (by default H2 does so half a second later), and the last connection to
     * close is ours, not a shutdown hook of H2's own.
     */
    private static final String OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String folder = environment.getProperty(SETTING, USUAL);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("data", Map.of("spring.datasource.url", url(folder))));
    }

    private static String url(String folder) {
        if (folder.isBlank() || folder.contains(";")) {
            throw new SettingException(
                    SETTING, "(SIGHTGLASS_DATA_DIR) must be the path of a folder, without semicolons");
        }
        return "jdbc:h2:file:" + Path.of(folder).toAbsolutePath().resolve("sightglass") + OPTIONS;
    }

    /** After the files and variables that settings come from. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
