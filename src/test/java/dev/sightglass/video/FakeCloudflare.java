// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Live inputs as Cloudflare documents them, on 127.0.0.1: an envelope around everything, credentials only in the answer to
 * {@code POST}, and {@code DELETE} answered without a body. Misbehaves as told, once per word.
 */
public final class FakeCloudflare implements AutoCloseable {
    /** The account that there is. */
    public static final String ACCOUNT = "023e105f4ecef8ad9ca31a8372d0c353";

    /** The token that is taken. */
    public static final String TOKEN = "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY";

    private static final String PATH = "/client/v4/accounts/" + ACCOUNT + "/stream/live_inputs";
    private static final Pattern NAME = Pattern.compile("\"meta\":\\{\"name\":\"([^\"]*)\"}");
    private static final long HANG_LIMIT_S = 30;

    /** What one request is answered instead. */
    public enum Mischief {
        /** Nothing, until the server closes. */
        SILENCE,
        /** The input is made, and the connection closed without an answer. */
        CUT_AFTER_MAKING,
        /** The input is made, and nothing answered until the server closes. */
        SILENCE_AFTER_MAKING,
        /** 429 with {@code Retry-After: 2}. */
        TOO_MANY,
        /** 500 with an error body. */
        BROKEN,
        /** 503 in HTML, as a proxy says it. */
        AWAY,
        /** 403 with an error body. */
        FORBIDDEN,
        /** 200 with {@code success: false}. */
        REFUSED,
        /** 200 and no JSON. */
        GARBAGE,
        /** 200 and JSON of another kind. */
        OTHER_JSON,
        /** 200 and a megabyte. */
        HUGE,
        /** A redirect to elsewhere. */
        REDIRECT
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Deque<Mischief> planned = new ArrayDeque<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile String whepUrl = "https://customer-f33zs165nr7gyfy4.cloudflarestream.com/UID/webRTC/play";

    private FakeCloudflare(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port. */
    public static FakeCloudflare start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeCloudflare fake = new FakeCloudflare(server);
        server.setExecutor(fake.threads);
        server.createContext("/", fake::handle);
        server.start();
        return fake;
    }

    /** What to set as base URL. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/client/v4");
    }

    /** The WHEP URL of inputs from now on. */
    public void playAt(String url) {
        whepUrl = url;
    }

    /** Answers the next requests so, in that order. */
    public void plan(Mischief... next) {
        synchronized (planned) {
            planned.addAll(List.of(next));
        }
    }

    /** The requests so far: method, and the uid where there was one. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The inputs there are: names by uid. */
    public Map<String, String> inputs() {
        return Map.copyOf(names);
    }

    /** Makes an input of that name, as somebody else would. */
    public String make(String name) {
        String uid = String.format("%032x", count.incrementAndGet());
        names.put(uid, name);
        return uid;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String uid = path.startsWith(PATH + "/") ? path.substring(PATH.length() + 1) : "";
            requests.add((exchange.getRequestMethod() + " " + uid).strip());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Mischief mischief = next();
            if (mischief != null) {
                misbehave(exchange, mischief, body);
            } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 403, error(10000, "Authentication error"));
            } else if (!path.startsWith(PATH)) {
                answer(exchange, 404, error(7003, "Could not route"));
            } else {
                behave(exchange, uid, body);
            }
        }
    }

    private Mischief next() {
        synchronized (planned) {
            return planned.poll();
        }
    }

    private void behave(HttpExchange exchange, String uid, String body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> answer(exchange, 200, success(described(make(nameIn(body)))));
            case "GET" -> answer(exchange, 200, success(listed()));
            case "DELETE" -> {
                if (names.remove(uid) == null) {
                    answer(exchange, 404, error(10003, "Not Found"));
                } else {
                    exchange.sendResponseHeaders(200, -1);
                }
            }
            default -> answer(exchange, 405, error(10405, "Method not allowed"));
        }
    }

    private void misbehave(HttpExchange exchange, Mischief mischief, String body) throws IOException {
        switch (mischief) {
            case SILENCE -> hang();
            case SILENCE_AFTER_MAKING -> {
                make(nameIn(body));
                hang();
            }
            // Nothing sent and the exchange closed: the client sees the connection end.
            case CUT_AFTER_MAKING -> make(nameIn(body));
            case TOO_MANY -> {
                exchange.getResponseHeaders().add("Retry-After", "2");
                answer(exchange, 429, error(10100, "More than 1200 requests per 300 seconds reached"));
            }
            case BROKEN -> answer(exchange, 500, error(10001, "Internal error"));
            case AWAY -> answer(exchange, 503, "<html>Service Unavailable</html>");
            case FORBIDDEN -> answer(exchange, 403, error(10000, "Authentication error"));
            case REFUSED -> answer(exchange, 200, error(10011, "Storage capacity exceeded"));
            case GARBAGE -> answer(exchange, 200, "{\"result\":{\"uid\":");
            case OTHER_JSON -> answer(exchange, 200, "{\"success\":true,\"result\":{\"uid\":\"../../x\"}}");
            case HUGE -> answer(exchange, 200, "\"" + "x".repeat(1024 * 1024) + "\"");
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", baseUrl() + "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
        }
    }

    private void hang() {
        try {
            closing.await(HANG_LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String nameIn(String body) {
        Matcher matcher = NAME.matcher(body);
        return Optional.of(matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElseThrow();
    }

    private String described(String uid) {
        return """
                {"uid":"%s","rtmps":{"url":"rtmps://live.example:443/live/","streamKey":"k"},
                 "webRTC":{"url":"https://customer-f33zs165nr7gyfy4.cloudflarestream.com/SECRETk%s/webRTC/publish"},
                 "webRTCPlayback":{"url":"%s"},"created":"2026-05-13T12:00:00Z","meta":{"name":"%s"},
                 "recording":{"mode":"off"},"status":null}
                """.formatted(uid, uid, whepUrl.replace("UID", uid), names.get(uid));
    }

    /** Without credentials, as documented. */
    private String listed() {
        List<String> all = names.entrySet().stream()
                .map(entry -> "{\"uid\":\"%s\",\"meta\":{\"name\":\"%s\"}}".formatted(entry.getKey(), entry.getValue()))
                .toList();
        return "{\"liveInputs\":[%s],\"range\":1000,\"total\":%d}".formatted(String.join(",", all), all.size());
    }

    private static String success(String result) {
        return "{\"success\":true,\"errors\":[],\"messages\":[],\"result\":" + result + "}";
    }

    private static String error(int code, String message) {
        return "{\"success\":false,\"errors\":[{\"code\":%d,\"message\":\"%s\"}],\"messages\":[],\"result\":null}"
                .formatted(code, message);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
