// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.it.NeedsPeers;
import dev.sightglass.it.Peer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents hold what they promise: each {@code curl} and each example in them is run as it stands, and must succeed. */
class ApiDocsIT {
    private static final String API = "docs/api.md";
    private static final String AGENTS = "docs/agents.md";
    private static final OpenApi OPEN_API = OpenApi.shipped();
    private static final OpenApi.Operation FRAME =
            OPEN_API.operation("GET", "/api/v1/sessions/x/frame").orElseThrow();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern LINK = Pattern.compile("]\\((/[^)]*)\\)");

    /** Adds to what curl prints how the answer came, on a line of its own. */
    private static final String PRELUDE =
            "set -eu; curl() { command curl --max-time 30 -w '\\n%{http_code} %{content_type}\\n' \"$@\"; }\n";

    private static DocumentedApplication application;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        application = new DocumentedApplication();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    static Stream<DocumentedCall> calls() {
        return Stream.of(API, AGENTS, "README.md", "docs/operate.md").flatMap(DocumentedCall::in);
    }

    static Stream<DocumentedExample> examples() {
        return DocumentedExample.in(AGENTS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void succeeds(DocumentedCall call) throws IOException, InterruptedException {
        String printed = run(call);

        String[] lines = printed.strip().split("\n");
        String how = lines[lines.length - 1];
        assertThat(how).as(printed).matches("2[0-9][0-9] .*");
        if (how.contains("application/json")) {
            JsonNode envelope = JSON.readTree(printed);
            assertThat(envelope.get("statusCode").asInt()).isEqualTo(200);
            assertThat(envelope.has("data")).as(printed).isTrue();
        } else if (how.contains("image/jpeg")) {
            assertThat(Files.readAllBytes(folder.resolve("frame.jpg")))
                    .startsWith(0xFF, 0xD8)
                    .endsWith(0xFF, 0xD9);
        } else {
            assertThat(printed.length()).as(printed).isGreaterThan(100);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    @NeedsPeers(Peer.Program.EXAMPLES)
    void runsInItsLanguage(DocumentedExample example) throws IOException, InterruptedException {
        String printed = print(example.command(folder), application.variablesFor(FRAME));

        assertThat(printed).doesNotContain("None", "null", "undefined").containsPattern("[0-9]");
    }

    @Test
    void showsEachExampleInEveryLanguage() {
        Map<String, Long> languages = DocumentedExample.in(AGENTS)
                .collect(Collectors.groupingBy(DocumentedExample::language, Collectors.counting()));

        assertThat(languages).containsOnlyKeys("python", "ts");
        assertThat(languages.get("python"))
                .isEqualTo(languages.get("ts"))
                .isEqualTo(DocumentedCall.in(AGENTS).count())
                .isPositive();
    }

    @Test
    void keepsExamplesToFiveLines() {
        assertThat(DocumentedExample.in(AGENTS))
                .allSatisfy(example -> assertThat(example.code().lines()).hasSizeLessThanOrEqualTo(5));
    }

    @Test
    void leadsAgentsThatKnowOnlyTheHostToEverythingElse() throws IOException, InterruptedException {
        HttpResponse<String> start = application.get("/llms.txt");

        assertThat(start.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        List<String> links =
                LINK.matcher(start.body()).results().map(link -> link.group(1)).toList();
        assertThat(links).hasSizeGreaterThan(3);
        for (String link : links) {
            assertThat(application.get(link).statusCode()).as(link).isNotIn(404, 500);
        }
    }

    @Test
    void showsACallForEveryOperation() {
        Set<String> called =
                DocumentedCall.in(API).map(call -> call.operation().toString()).collect(Collectors.toSet());

        assertThat(OPEN_API.operations().stream().map(Object::toString).toList())
                .allSatisfy(operation -> assertThat(called).contains(operation));
    }

    @Test
    void namesEveryFieldThatAClientMaySend() throws IOException {
        String text = Files.readString(Path.of(API));

        assertThat(OPEN_API.operations().stream().flatMap(ApiDocsIT::fields).toList())
                .allSatisfy(field -> assertThat(text).contains("`" + field + "`"));
    }

    /** Names in the query and in the body of an operation's requests. */
    private static Stream<String> fields(OpenApi.Operation operation) {
        List<String> names = new ArrayList<>();
        operation.description().path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.get("name").asText());
            }
        });
        JsonNode body = operation.description().at("/requestBody/content/application~1json/schema");
        JsonNode schema = body.has("$ref")
                ? OPEN_API.document().at(body.get("$ref").asText().substring(1))
                : body;
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    private String run(DocumentedCall call) throws IOException, InterruptedException {
        return print(
                List.of("bash", "-c", PRELUDE + application.filledIn(call.command())),
                application.variablesFor(call.operation()));
    }

    private String print(List<String> command, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
