// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Environment;
import dev.sightglass.access.KeyGrant;
import dev.sightglass.access.Scope;
import dev.sightglass.demo.DemoCamera;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A client of the application under test; fails where an answer is none that {@code openapi.yaml} describes. Each session that a test opens it also ends: the camera serves eight. */
final class Api {
    static final String KEY = "the-key-of-the-tests-0123456789";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenApi OPEN_API = OpenApi.shipped();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final int managementPort;
    private final ApiKeys keys;
    private final DemoCamera camera;

    Api(int port, int managementPort, ApiKeys keys, DemoCamera camera) {
        this.port = port;
        this.managementPort = managementPort;
        this.keys = keys;
        this.camera = camera;
    }

    /** A request to a path below {@code /api/v1}, with the key that may do everything. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + KEY);
    }

    HttpRequest.Builder anonymous(String path) {
        return beside("/api/v1" + path);
    }

    /** A request to a path beside the API, without a credential. */
    HttpRequest.Builder beside(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.request().uri().getPort() == port
                    && !answer.request().uri().getPath().equals("/mcp")) {
                OPEN_API.check(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Without a thread that waits; fit for a thousand at a time, so the answer is not checked. */
    CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path));
    }

    HttpResponse<byte[]> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<byte[]> postNothing(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> observe(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/observe" + path)));
    }

    /** The sum of a metric's values over all its labels, 0 if it has none. */
    double metric(String name) {
        return text(observe("/metrics"))
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** A connection for a request as it is on the wire. */
    Socket connect() throws IOException {
        return connect(new Socket());
    }

    /** The same by a socket that was prepared. */
    Socket connect(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /** Bytes as they are on a connection of their own; what comes back until the other side closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    String feedUrl() {
        return camera.whepUrl().toString();
    }

    /** A body for {@code POST /sessions} on the camera. */
    String onCamera() {
        return json(Map.of("whepUrl", feedUrl()));
    }

    /** A body on a port where nobody listens, so that the session waits. */
    static String onNothing() {
        return json(Map.of("whepUrl", "http://127.0.0.1:9/whep"));
    }

    /** Opens a session and returns its id. */
    String open(String body) {
        HttpResponse<byte[]> answer = post("/sessions", body);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return json(answer).at("/data/id").asText();
    }

    /** Opens a session on the camera and returns its id once it is LIVE. */
    String openLive() {
        String id = open(onCamera());
        awaitLive(id);
        return id;
    }

    void awaitLive(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(session(id).get("state").asText()).isEqualTo("LIVE"));
    }

    /** The session as it is now. */
    JsonNode session(String id) {
        return json(get("/sessions/" + id)).get("data");
    }

    /** Ends a session, or cancels it before its first frame, so that it counts no more. */
    void end(String id) {
        if (postNothing("/sessions/" + id + "/end").statusCode() == 409) {
            send(request("/sessions/" + id).DELETE());
        }
    }

    /** A new key's plaintext. */
    String keyOf(String workspace, Scope... scopes) {
        return keys.mint(new KeyGrant(workspace, "test", Environment.TEST, Set.of(scopes)))
                .takePlaintext()
                .orElseThrow();
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text(answer), e);
        }
    }

    static String json(Object value) {
        return JSON.valueToTree(value).toString();
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
