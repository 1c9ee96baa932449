// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutePlaceTest {

    @TempDir
    Path folder;

    private RoutePlace places;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("one.camel.yaml"), """
                # ref: misspelt
                - route:
                    id: first
                    from:
                      uri: whep:sessions
                      parameters:
                        stallTimout: 2s
                      steps:
                        - process:
                            ref: misspelt
                        - process:
                            ref: misspelt-too
                """);
        places = new RoutePlace("file:" + folder + "/*.camel.yaml");
    }

    @Test
    void isTheLineOfTheMisspeltOption() {
        assertThat(places.of("first", "due to: Unknown parameters=[{stallTimout=2s}]"))
                .isEqualTo("one.camel.yaml, line 7");
    }

    @Test
    void isTheLineOfTheMissingBeanAndNotOfALongerNameOrAComment() {
        assertThat(places.of("first", "No bean could be found in the registry for: misspelt of type: Processor"))
                .isEqualTo("one.camel.yaml, line 10");
        assertThat(places.of("first", "No bean could be found in the registry for: misspelt-too of type: Processor"))
                .isEqualTo("one.camel.yaml, line 12");
    }

    @Test
    void isTheLineOfTheRouteWhereTheMessageNamesNoWord() {
        assertThat(places.of("first", "something else")).isEqualTo("one.camel.yaml, line 3");
    }

    @Test
    void isNotKnownForARouteThatNoFileHas() {
        assertThat(places.of("second", "something else")).isNull();
    }
}
