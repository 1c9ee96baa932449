// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Scope;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.whep.webrtc.WebRtc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The running application that the documents speak of: everything is set up, and on this machine. For one thread. */
final class DocumentedApplication implements AutoCloseable {
    private static final String OPERATOR = "quay";
    private static final String TOKEN = "the-token-in-the-path";
    private static final String SECRET = "the-secret-of-the-destination";

    private final WebRtc webRtc = WebRtc.open();
    private final DemoCamera camera =
            new DemoCamera(webRtc::factory, Clock.systemUTC(), new DemoSettings(640, 360, 15, 0));
    private final ConfigurableApplicationContext application;
    private final Api api;
    private final String operatorKey;
    private @Nullable String liveSession;

    DocumentedApplication() {
        camera.start();
        application = Start.with(Map.of("SPRING_APPLICATION_JSON", Api.json(Map.of("sightglass", settings()))));
        api = new Api(
                port("local.server.port"), port("local.management.port"), application.getBean(ApiKeys.class), camera);
        operatorKey = api.keyOf(OPERATOR, Scope.SESSIONS_READ, Scope.SESSIONS_OPERATE);
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("access.bootstrap-key", Api.KEY),
                Map.entry("access.jwt.issuer-uri", Jwts.ISSUER),
                Map.entry("access.jwt.audiences", Jwts.AUDIENCE),
                Map.entry("access.jwt.secret", Jwts.SECRET),
                Map.entry("ingest.allowed-hosts", "127.0.0.1"),
                Map.entry("ingest.allow-private-addresses", true),
                Map.entry("video.backend", "template"),
                Map.entry("video.template.whep-url", camera.whepUrl() + "?stream={ref}"),
                Map.entry("video.template.whip-url", "https://media.example.org/{ref}/whip"),
                Map.entry("webhook.cloudflare.token", TOKEN),
                Map.entry("webhook.cloudflare.secret", SECRET),
                Map.entry("workspaces[0].slug", OPERATOR),
                Map.entry("workspaces[0].roles[0]", "SUPPLIER"));
    }

    /** The variables that the documents use, with a session in a state in which the operation can succeed. */
    Map<String, String> variablesFor(OpenApi.Operation operation) {
        return Map.of(
                "BASE",
                base(),
                "KEY",
                Api.KEY,
                "SIGHTGLASS_ACCESS_BOOTSTRAP_KEY",
                Api.KEY,
                "OPERATOR_KEY",
                operatorKey,
                "WORKSPACE",
                OPERATOR,
                "KEY_ID",
                newKey(),
                "JWT",
                Jwts.of("default", "OWNER", null),
                "SECRET",
                SECRET,
                "TOKEN",
                TOKEN,
                "ID",
                sessionFor(operation));
    }

    /** A command with what each reader fills in: where the server is, the first key, and the feed. */
    String filledIn(String command) {
        return command.replace("http://127.0.0.1:8080/api/v1", base())
                .replace("choose-a-long-one", Api.KEY)
                .replace("https://media.example.org/cam/whep", api.feedUrl());
    }

    /** What anybody gets there: a path from the root on. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port("local.server.port") + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private String base() {
        return "http://127.0.0.1:" + port("local.server.port") + "/api/v1";
    }

    private String newKey() {
        HttpResponse<byte[]> minted = api.post(
                "/workspaces/" + OPERATOR + "/api-keys",
                "{\"label\": \"spare\", \"environment\": \"TEST\", \"scopes\": [\"sessions:read\"]}");
        return Api.json(minted).at("/data/id").asText();
    }

    private String sessionFor(OpenApi.Operation operation) {
        freeOperator();
        String step = operation.path().replaceFirst(".*/", "");
        return switch (step) {
            case "frame", "stream.mjpeg", "events", "viewer-token", "end" -> live();
            case "dispatch" -> {
                putOperatorOnline();
                yield requested();
            }
            case "cancel-all-assignments", "start" -> assigned();
            case "producer-token" -> {
                String id = assigned();
                asOperator("POST", "/sessions/" + id + "/start", "");
                yield id;
            }
            default -> requested();
        };
    }

    private String live() {
        if (liveSession == null
                || !api.session(liveSession).get("state").asText().equals("LIVE")) {
            liveSession = api.openLive();
        }
        return liveSession;
    }

    private String requested() {
        return api.open("{\"lat\": 47.6062, \"lng\": -122.3321, \"maxDurationSeconds\": 60}");
    }

    private String assigned() {
        String id = requested();
        asOperator("POST", "/sessions/" + id + "/accept", "");
        return id;
    }

    /** It serves one session at a time. What the template made may be LIVE by now: the camera serves every name. */
    private void freeOperator() {
        asOperator("POST", "/sessions/cancel-all-assignments", "");
        for (JsonNode session : asOperator("GET", "/sessions", "")) {
            if (session.get("state").asText().equals("LIVE")) {
                asOperator("POST", "/sessions/" + session.get("id").asText() + "/end", "");
            }
        }
    }

    private void putOperatorOnline() {
        asOperator(
                "PATCH",
                "/workspaces/" + OPERATOR,
                "{\"availabilityState\": \"ONLINE\", \"coverageLat\": 47.6062, \"coverageLng\": -122.3321, \"coverageRadiusMeters\": 500}");
    }

    private JsonNode asOperator(String method, String path, String body) {
        HttpRequest.Builder request = api.anonymous(path)
                .header("Authorization", "Bearer " + operatorKey)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        HttpResponse<byte[]> answer = api.send(request);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, Api.text(answer))
                .isEqualTo(200);
        return Api.json(answer).get("data");
    }

    private int port(String name) {
        return application.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    @Override
    public void close() {
        application.close();
        camera.close();
        webRtc.close();
    }
}
