// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

/** As little of an MCP client as calls a tool: the handshake, and one request after another. */
final class McpCaller {
    private static final String SESSION_ID = "Mcp-Session-Id";

    private final Api api;
    private final String credential;
    private final String session;

    McpCaller(Api api, String credential) {
        this.api = api;
        this.credential = credential;
        HttpResponse<byte[]> answer = api.send(post(Api.json(Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "initialize",
                "params",
                Map.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "test", "version", "1"))))));
        assertThat(answer.statusCode()).as(Api.text(answer)).isEqualTo(200);
        this.session = answer.headers().firstValue(SESSION_ID).orElseThrow();
    }

    /** The whole answer to a request, which has its result or its error. */
    JsonNode ask(String method, Map<String, Object> parameters) {
        return ask(Api.json(Map.of("jsonrpc", "2.0", "id", 2, "method", method, "params", parameters)));
    }

    /** The answer to a text, whatever that is. */
    JsonNode ask(String body) {
        return Api.json(api.send(post(body).header(SESSION_ID, session)));
    }

    private HttpRequest.Builder post(String body) {
        return api.beside("/mcp")
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
    }
}
