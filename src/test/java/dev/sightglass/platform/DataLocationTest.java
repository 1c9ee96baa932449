// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DataLocationTest {
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void isAFileInTheUsualFolder() {
        assertThat(url())
                .startsWith("jdbc:h2:file:" + Path.of("data", "sightglass").toAbsolutePath() + ";");
    }

    @Test
    void isAFileInTheFolderThatIsNamed() {
        environment.setProperty("sightglass.data-dir", "/var/lib/sightglass");

        assertThat(url()).startsWith("jdbc:h2:file:/var/lib/sightglass/sightglass;");
    }

    @Test
    void writesBeforeACommitReturns() {
        assertThat(url()).contains(";WRITE_DELAY=0");
    }

    @Test
    void isTheDatabaseThatIsNamed() {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db.example/sightglass");

        assertThat(url()).isEqualTo("jdbc:postgresql://db.example/sightglass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "data;INIT=DROP ALL OBJECTS"})
    void refusesWhatIsNoFolder(String folder) {
        environment.setProperty("sightglass.data-dir", folder);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(this::url)
                .withMessageStartingWith("sightglass.data-dir ")
                .withMessageContaining("SIGHTGLASS_DATA_DIR");
    }

    private String url() {
        new DataLocation().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("spring.datasource.url");
    }
}
