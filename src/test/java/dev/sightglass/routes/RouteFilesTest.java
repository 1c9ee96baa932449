// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.Yaml;

/** How the route files are written: they are read by people who do not read Java. */
class RouteFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z0-9.-]+)}}");
    private static final Set<String> STEPS = Set.of(
            "process",
            "to",
            "toD",
            "bean",
            "filter",
            "choice",
            "doTry",
            "removeHeaders",
            "setHeader",
            "setBody",
            "log");
    private static final int MOST_STEPS = 10;

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream file = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(JSON.readTree(file));
        }
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("routes"))) {
            return all.filter(file -> file.toString().endsWith(".camel.yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fitCamelsSchema(Path file) throws IOException {
        assertThat(schema.validate(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void nameEveryRouteAndStepInKebabCaseAndOnlyOnce(Path file) throws IOException {
        Set<String> seen = new HashSet<>();
        walk(read(file), (name, node) -> {
            if (STEPS.contains(name) || name.equals("route") || name.equals("routeConfiguration")) {
                assertThat(node.path("id").asText())
                        .as("id of %s in %s", name, file)
                        .matches(KEBAB);
                assertThat(seen.add(node.path("id").asText()))
                        .as("id %s is used once", node.path("id").asText())
                        .isTrue();
            }
        });
        assertThat(seen).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void giveParametersAsAMap(Path file) throws IOException {
        walk(read(file), (name, node) -> {
            if (node.has("uri")) {
                assertThat(node.get("uri").asText()).doesNotContain("?");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void stayShort(Path file) throws IOException {
        walk(read(file), (name, node) -> {
            if (node.has("steps")) {
                assertThat(node.get("steps").size()).as("steps in %s", file).isLessThanOrEqualTo(MOST_STEPS);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void useOnlySettingsThatTheManualHas(Path file) throws IOException {
        Set<String> known = new HashSet<>();
        for (PropertySource<?> source :
                new YamlPropertySourceLoader().load("manual", new FileSystemResource("application.yaml"))) {
            known.addAll(List.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
        }
        Matcher placeholder = PLACEHOLDER.matcher(Files.readString(file));
        while (placeholder.find()) {
            assertThat(known).contains(placeholder.group(1));
        }
    }

    @Test
    void areFound() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(4);
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.valueToTree(new Yaml().load(Files.readString(file)));
    }

    private static void walk(JsonNode node, BiConsumer<String, JsonNode> visit) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
        node.fields().forEachRemaining(fields::add);
        for (Map.Entry<String, JsonNode> field : fields) {
            visit.accept(field.getKey(), field.getValue());
            walk(field.getValue(), visit);
        }
        if (node.isArray()) {
            node.forEach(element -> walk(element, visit));
        }
    }
}
