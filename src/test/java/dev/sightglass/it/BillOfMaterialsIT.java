// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged jar says what is in it, and docs/licences.md under which licences that may be. */
class BillOfMaterialsIT {
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)`");

    private final Path packaged = UnpackedJar.PACKAGED;

    /** Its plugin asks for the network, although it needs none, and is left out by Maven without one. CI is online, and takes no skipped test. */
    @BeforeAll
    static void isMadeOnlineOnly() {
        assumeFalse(
                "offline=true".equals(System.getProperty("sightglass.maven")),
                "Maven made no bill of materials offline");
    }

    @Test
    void namesEveryLibraryOfTheJarAndNoOther() throws IOException {
        try (JarFile jar = new JarFile(packaged.toFile())) {
            Set<String> libraries = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    // Boot's own, put in by the packaging.
                    .filter(name -> !name.startsWith("spring-boot-jarmode-"))
                    .collect(Collectors.toSet());

            // Starters hold nothing but a pom's dependencies, so the packaging leaves them out.
            assertThat(components(jar)
                            .map(BillOfMaterialsIT::fileName)
                            .filter(name -> !name.startsWith("spring-boot-starter-")))
                    .containsExactlyInAnyOrderElementsOf(libraries);
        }
    }

    @Test
    void namesALicenceThatWeTakeForEach() throws IOException {
        Set<String> taken = ROW.matcher(Files.readString(Path.of("docs/licences.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toSet());
        try (JarFile jar = new JarFile(packaged.toFile())) {
            assertThat(components(jar))
                    .allSatisfy(library -> assertThat(licences(library))
                            .as("licences of %s", library.get("purl"))
                            .containsAnyElementsOf(taken));
        }
    }

    @Test
    void hasNoTimeInItAndStandsWhereBootLooks() throws IOException {
        try (JarFile jar = new JarFile(packaged.toFile())) {
            assertThat(bill(jar).at("/metadata/timestamp").isMissingNode()).isTrue();
            assertThat(jar.getManifest().getMainAttributes().getValue("Sbom-Location"))
                    .isEqualTo("META-INF/sbom/application.cdx.json");
        }
    }

    private static Stream<JsonNode> components(JarFile jar) throws IOException {
        JsonNode components = bill(jar).get("components");
        return Stream.iterate(0, i -> i < components.size(), i -> i + 1).map(components::get);
    }

    private static JsonNode bill(JarFile jar) throws IOException {
        return new ObjectMapper().readTree(jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json")));
    }

    private static String fileName(JsonNode library) {
        String classifier = CLASSIFIER
                .matcher(library.get("purl").asText())
                .results()
                .map(found -> "-" + found.group(1))
                .findFirst()
                .orElse("");
        return library.get("name").asText() + "-" + library.get("version").asText() + classifier + ".jar";
    }

    private static Set<String> licences(JsonNode library) {
        return Set.copyOf(library.path("licenses").findValuesAsText("id"));
    }
}
