// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server whose every answer the test writes beforehand. */
final class ScriptedServer implements AutoCloseable {
    /**
     * What a client sent.
     *
     * @param headers the first of each name; names in the case of {@code HttpServer}, such as {@code Content-type}
     */
    record Seen(String method, String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** An answer; {@code headers} are names and values in turn. */
    record Answer(int status, String body, String... headers) {}

    private final HttpServer server;
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();

    ScriptedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Answers the requests so, one after the other and the last one again; 200 without a body to all others. */
    void answer(String methodAndPath, Answer... inTurn) {
        answers.put(methodAndPath, new ConcurrentLinkedQueue<>(List.of(inTurn)));
    }

    List<Seen> requests() {
        return List.copyOf(requests);
    }

    /** Methods and paths of all requests. */
    List<String> lines() {
        return requests.stream().map(Seen::toString).toList();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            Seen seen = new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(seen);
            Queue<Answer> queue = answers.get(seen.toString());
            Answer answer = queue == null ? new Answer(200, "") : queue.size() > 1 ? queue.remove() : queue.peek();
            for (int i = 0; i < answer.headers().length; i += 2) {
                exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
