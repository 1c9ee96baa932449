// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yaml.snakeyaml.Yaml;

/** {@code openapi.yaml} against what runs. That each single answer fits it, {@link Api} checks in every test. */
@ShippedApplication
class OpenApiIT {
    private static final OpenApi OPEN_API = OpenApi.shipped();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    Api api;

    @Autowired
    CamelContext camel;

    static Stream<OpenApi.Operation> operations() {
        return OPEN_API.operations().stream();
    }

    @Test
    void describesEveryRouteAndNothingElse() {
        // The files that the page loads are no part of the API, nor is the text at the root that leads to it.
        Set<String> served = camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof PlatformHttpEndpoint)
                .map(route -> (PlatformHttpEndpoint) route.getEndpoint())
                .flatMap(endpoint -> Stream.of(endpoint.getHttpMethodRestrict().split(","))
                        .map(method -> method + " " + endpoint.getPath()))
                .filter(route ->
                        !route.startsWith("HEAD ") && !route.endsWith("/docs/{file}") && !route.endsWith("/llms.txt"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(operations().map(OpenApi.Operation::toString)).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void isServedAsItStands() {
        HttpResponse<byte[]> answer = api.send(api.anonymous("/openapi.yaml"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.<JsonNode>valueToTree(new Yaml().load(Api.text(answer))))
                .isEqualTo(OPEN_API.document());
    }

    @Test
    void hasAPageForPeopleThatLoadsOnlyWhatIsThere() {
        String page = Api.text(api.send(api.anonymous("/docs")));

        Stream.of("swagger-ui.css", "swagger-ui-bundle.js", "page.js").forEach(file -> {
            assertThat(page).contains("docs/" + file);
            assertThat(api.send(api.anonymous("/docs/" + file)).statusCode()).isEqualTo(200);
        });
        assertThat(api.send(api.anonymous("/docs/application.yaml")).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyExampleFitsItsSchema(OpenApi.Operation operation) {
        operation.description().get("responses").forEach(response -> {
            JsonNode resolved = response.has("$ref")
                    ? OPEN_API.document().at(response.get("$ref").asText().substring(1))
                    : response;
            JsonNode media = resolved.at("/content/application~1json");
            media.path("examples")
                    .forEach(example -> assertThat(
                                    OPEN_API.schema(media.get("schema")).validate(example.get("value")))
                            .isEmpty());
            if (media.has("example")) {
                assertThat(OPEN_API.schema(media.get("schema")).validate(media.get("example")))
                        .isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoeverHasNoCredentialIsAnsweredAsDescribed(OpenApi.Operation operation) {
        String path = operation.path().replaceFirst("/api/v1", "").replaceAll("\\{[^}]*}", "nobody");

        HttpResponse<byte[]> answer = api.send(
                api.anonymous(path).method(operation.method().toUpperCase(Locale.ROOT), BodyPublishers.noBody()));

        boolean open = operation.description().get("security").isEmpty();
        if (!open) {
            assertThat(answer.statusCode()).isEqualTo(401);
        }
        OPEN_API.check(answer);
    }

    @Test
    void keepsEveryWordOfThePublicFrameOperation() throws IOException {
        JsonNode seed;
        try (var file = OpenApiIT.class.getResourceAsStream("/seed/frame-openapi.yaml")) {
            seed = JSON.valueToTree(new Yaml().load(file));
        }
        String frame = "/paths/~1api~1v1~1sessions~1{id}~1frame/get";
        ObjectNode ours = OPEN_API.document().at(frame).deepCopy();
        Set<String> publicStatuses = new HashSet<>();
        seed.at(frame).get("responses").fieldNames().forEachRemaining(publicStatuses::add);
        ((ObjectNode) ours.get("responses")).retain(publicStatuses);
        // Our own parameters follow those of the public document; all of them are optional.
        ArrayNode parameters = (ArrayNode) ours.get("parameters");
        while (parameters.size() > seed.at(frame).get("parameters").size()) {
            assertThat(parameters.remove(parameters.size() - 1).get("required").asBoolean())
                    .isFalse();
        }

        assertThat(ours).isEqualTo(seed.at(frame));
        for (String shared : Set.of(
                "/components/schemas/LxErrorResponseDto", "/components/securitySchemes/access-token", "/openapi")) {
            assertThat(OPEN_API.document().at(shared)).isEqualTo(seed.at(shared));
        }
    }
}
