// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** {@code openapi.yaml}, and whether an answer is one that it describes. */
final class OpenApi {
    /** What Tomcat answers by itself, to any request. */
    private static final Set<Integer> FROM_THE_CONTAINER = Set.of(405, 408, 413);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** An operation, as it stands below {@code paths}. */
    record Operation(String path, String method, JsonNode description) {
        /** Whether a request's path is one of this operation's. */
        boolean serves(String requestPath) {
            String pattern = ("\\Q" + path + "\\E").replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
            return Pattern.matches(pattern, requestPath);
        }

        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    static OpenApi shipped() {
        try {
            return new OpenApi(JSON.valueToTree(new Yaml().load(Files.readString(Path.of("openapi/openapi.yaml")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(path.getKey(), method.getKey(), method.getValue()))));
        return all;
    }

    /** Fails if the answer is none that the document describes for its request. */
    void check(HttpResponse<byte[]> answer) {
        String method = answer.request().method();
        String path = answer.request().uri().getRawPath();
        Optional<Operation> operation = operation("HEAD".equals(method) ? "GET" : method, path);
        // The files that the page loads are no part of the API, and OPTIONS is Tomcat's.
        if (path.contains("/docs/") || method.equals("OPTIONS")) {
            return;
        }
        if (operation.isEmpty() || FROM_THE_CONTAINER.contains(answer.statusCode())) {
            assertThat(answer.statusCode())
                    .as("%s %s is not described", method, path)
                    .isGreaterThanOrEqualTo(400);
            return;
        }
        JsonNode response =
                resolved(operation.get().description().get("responses").path(Integer.toString(answer.statusCode())));
        assertThat(response.isMissingNode())
                .as("%s answers %s: %s", operation.get(), answer.statusCode(), Api.text(answer))
                .isFalse();
        if (answer.body().length > 0) {
            checkBody(operation.get(), answer, response.path("content"));
        }
    }

    private void checkBody(Operation operation, HttpResponse<byte[]> answer, JsonNode content) {
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst("[; ].*", "");
        JsonNode media = content.path(type);
        assertThat(media.isMissingNode())
                .as("%s answers %s with %s", operation, answer.statusCode(), type)
                .isFalse();
        if (type.equals("application/json")) {
            JsonNode body = Api.json(answer);
            assertThat(schema(media.get("schema")).validate(body))
                    .as("%s answers %s with %s", operation, answer.statusCode(), body)
                    .isEmpty();
            // The frame operation is the public document's, word for word, and that has an example of one 401 only.
            boolean wordsAreGiven =
                    answer.statusCode() == 401 && operation.path().endsWith("/frame");
            if (answer.statusCode() >= 400 && !wordsAreGiven) {
                assertThat(media.get("examples").has(body.get("code").asText()))
                        .as("%s has an example of %s", operation, body)
                        .isTrue();
            }
        }
    }

    /** The operation for a request; of several paths that fit, the one with the fewest parameters. */
    Optional<Operation> operation(String method, String path) {
        return operations().stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method) && operation.serves(path))
                .min(Comparator.comparing(operation ->
                        operation.path().chars().filter(c -> c == '{').count()));
    }

    JsonSchema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema.toString(), text -> {
            ObjectNode whole = JSON.createObjectNode();
            whole.putArray("allOf").add(schema);
            whole.set("components", document.get("components"));
            return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                    .metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                    .build()
                    .getSchema(whole);
        });
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
