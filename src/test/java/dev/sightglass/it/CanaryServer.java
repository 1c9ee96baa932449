// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers that we ask, WHEP endpoints and Cloudflare's API: each fails in its own way, with a canary wherever a secret can stand. */
final class CanaryServer implements AutoCloseable {
    /** The WHEP endpoints, which the last part of their path names; one that is not here answers 404. */
    static final List<String> FAULTS =
            List.of("status401", "status500", "status503", "redirect", "userinfo", "sdp", "type", "none");

    private static final String LINK =
            "<turn:127.0.0.1:9?transport=udp>; rel=\"ice-server\"; username=\"canary-turn-user\";"
                    + " credential=\"canary-turn-credential\"; credential-type=\"password\"";
    private static final String NO_SDP =
            "v=0\r\no=canary-sdp 1 1 IN IP4 127.0.0.1\r\na=ice-ufrag:canary-ufrag\r\na=ice-pwd:canary-ice-pwd\r\n";
    private static final Pattern ICE_PASSWORD = Pattern.compile("a=ice-pwd:(\\S+)");

    private final HttpServer server;
    private final Set<String> offered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inputs = new AtomicInteger();

    CanaryServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + Canaries.PATH + "/", this::whep);
        server.createContext("/cloudflare/", this::cloudflare);
        server.createContext("/canary-location", exchange -> answer(exchange, 500, Map.of(), "canary-body"));
        server.start();
    }

    /** A WHEP endpoint. */
    String whepUrl(String fault) {
        return base() + "/" + Canaries.PATH + "/" + fault + "?token=canary-query";
    }

    /** Base URL of the API. */
    String cloudflareUrl() {
        return base() + "/cloudflare";
    }

    /** Passwords of the peer connections that were offered. */
    Set<String> icePasswords() {
        return Set.copyOf(offered);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void whep(HttpExchange exchange) throws IOException {
        String offer = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher password = ICE_PASSWORD.matcher(offer);
        while (password.find()) {
            offered.add(password.group(1));
        }
        String path = exchange.getRequestURI().getPath();
        String away = "http://127.0.0.3:9/canary-redirect?token=canary-redirect";
        Map<String, String> made = Map.of(
                "Location", "/canary-location?token=canary-location",
                "ETag", "\"canary-etag\"",
                "Link", LINK,
                "Content-Type", "application/sdp");
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "status401" ->
                answer(exchange, 401, Map.of("WWW-Authenticate", "Bearer realm=\"canary-realm\""), "canary-body");
            case "status500" -> answer(exchange, 500, Map.of("X-Canary", "canary-header"), "canary-body");
            case "status503" -> answer(exchange, 503, Map.of("Retry-After", "canary-delay"), "canary-body");
            case "redirect" -> answer(exchange, 307, Map.of("Location", away), "");
            case "userinfo" ->
                answer(exchange, 307, Map.of("Location", "http://canary-user:canary-password@127.0.0.1/whep"), "");
            case "sdp" -> answer(exchange, 201, made, NO_SDP);
            case "type" -> answer(exchange, 201, Map.of("Content-Type", "canary/type"), "<canary>");
            default -> answer(exchange, 404, Map.of(), "canary-body");
        }
    }

    /** Inputs whose URLs are canaries, in turn with errors that repeat the token. */
    private void cloudflare(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        if (method.equals("POST") && inputs.incrementAndGet() % 2 == 0) {
            answer(exchange, 200, Map.of(), Http.text(Map.of("success", true, "result", input())));
        } else {
            String message = "canary: " + exchange.getRequestHeaders().getFirst("Authorization");
            Map<String, ?> error = Map.of("success", false, "errors", List.of(Map.of("code", 1, "message", message)));
            answer(exchange, 403, Map.of("X-Canary", "canary-header"), Http.text(error));
        }
    }

    private Map<String, ?> input() {
        return Map.of(
                "uid", "%032x".formatted(inputs.get()),
                "webRTC", Map.of("url", base() + "/" + Canaries.PATH + "/whip?token=canary-whip"),
                "webRTCPlayback", Map.of("url", whepUrl("none")));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
