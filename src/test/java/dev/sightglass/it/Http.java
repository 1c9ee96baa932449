// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** HTTP and JSON as tests want them: unchecked, bounded in time. */
final class Http {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * An answer.
     *
     * @param endedAt when its last byte was there
     */
    record Answer(int status, HttpHeaders headers, byte[] body, Instant endedAt) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Http.json(text());
        }

        String header(String name) {
            return headers.firstValue(name)
                    .orElseThrow(() -> new AssertionError("no header " + name + " in " + headers.map()));
        }

        long number(String header) {
            return Long.parseLong(header(header));
        }

        /** The {@code code} of an error envelope. */
        String code() {
            return json().path("code").asText();
        }

        /** The {@code detail} of an error envelope. */
        String detail() {
            return json().path("detail").asText();
        }
    }

    static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(LIMIT);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Http::answer);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), response.body(), Instant.now());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T value(JsonNode node, Class<T> type) {
        return JSON.convertValue(node, type);
    }
}
