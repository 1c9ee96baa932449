// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class RoutesLocationTest {
    private final MockEnvironment environment = new MockEnvironment();

    @TempDir
    Path folder;

    @Test
    void takesTheFolderThatIsNamed() {
        assertThat(patternFor(folder.toString())).isEqualTo("file:" + folder + "/*.camel.yaml");
    }

    @Test
    void takesTheUsualFolderWhereNoneIsNamed() {
        new RoutesLocation().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("sightglass.routes-pattern")).isEqualTo("file:routes/*.camel.yaml");
    }

    @Test
    void knowsTheShippedFilesByTheirNames() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            assertThat(RoutesLocation.shipped().split(","))
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> "classpath:routes/" + file.getFileName())
                            .filter(file -> file.endsWith(".camel.yaml"))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no/such/folder", "pom.xml", "", " "})
    void refusesWhatIsNoFolder(String named) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> patternFor(named))
                .withMessageStartingWith("sightglass.routes-dir ")
                .withMessageContaining("SIGHTGLASS_ROUTES_DIR");
    }

    private String patternFor(String named) {
        environment.setProperty("sightglass.routes-dir", named);
        new RoutesLocation().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("sightglass.routes-pattern");
    }
}
