// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls of the API that carry secrets, and what was said of those that failed. */
final class CanaryCalls {
    private static final int SOCKET_TIMEOUT_MS = 20_000;

    private final Http http = new Http();
    private final URI base;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();

    CanaryCalls(URI base) {
        this.base = base;
    }

    /** Head and body of each answer that was an error, and of each that MCP gave. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** A call with that credential in the header. */
    Http.Answer call(String method, String path, String credential, String body) {
        return call(method, path, Map.of("Authorization", credential, "Content-Type", "application/json"), body);
    }

    /** A call with those headers. */
    Http.Answer call(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = Http.request(base.resolve(path)).method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        Http.Answer answer = http.send(request);
        if (answer.status() >= 400 || path.startsWith("/mcp")) {
            refusals.add(method + " " + answer.status() + " " + headersOf(answer) + " " + answer.text());
        }
        return answer;
    }

    /** MCP hands its session out in a header; that is where it belongs. */
    private static Map<String, List<String>> headersOf(Http.Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("mcp-session-id");
        return headers;
    }

    /** A call that is to be refused. */
    void refused(String method, String path, Map<String, String> headers, String body) {
        Http.Answer answer = call(method, path, headers, body);
        if (answer.status() < 400) {
            accepted.add(method + " " + path + " " + body + " is " + answer.status());
        }
    }

    /** What was to be refused and was not. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** What MCP answers to a message. */
    JsonNode mcp(String sessionId, Object message) {
        return call("POST", "/mcp", mcpHeaders(sessionId), Http.text(message)).json();
    }

    /** Headers of MCP with the first key. */
    static Map<String, String> mcpHeaders(String sessionId) {
        return Map.of(
                "Authorization",
                "Bearer " + Canaries.KEY,
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/event-stream",
                "Mcp-Session-Id",
                sessionId);
    }

    /** Bytes that no client library would send; what comes back counts as a refusal. */
    void raw(String request) {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(SOCKET_TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            refusals.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
