// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.sightglass.whep.webrtc.WebRtc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A WHEP server on webrtc-java that publishes a {@link TestCamera}, and misbehaves if told to. */
public final class TestWhepServer implements AutoCloseable {
    /**
     * What a client sent.
     *
     * @param authorization the header, or an empty string; so are the others
     */
    public record Request(
            String method,
            String path,
            String authorization,
            String contentType,
            String accept,
            String ifMatch,
            String body) {}

    private final WebRtc webRtc = WebRtc.open();
    private final TestCamera camera;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "test-whep"));
    private final Map<String, TestPublisher> sessions = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Integer, Reply> replies = number -> Reply.ANSWER;
    private volatile UnaryOperator<String> publishing = UnaryOperator.identity();
    private volatile boolean sound;
    private volatile boolean offering;
    private volatile int answerStatus = 204;
    private volatile int trickleStatus = 405;

    /** Starts on a free port of this machine with a small camera. */
    public TestWhepServer() throws IOException {
        this(320, 180, 15);
    }

    /** Starts on a free port of this machine. */
    public TestWhepServer(int width, int height, int framesPerSecond) throws IOException {
        camera = new TestCamera(width, height, framesPerSecond);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** URL of the WHEP endpoint. */
    public String url() {
        return base() + "/whep/cam?key=secret";
    }

    /** Scheme, host and port. */
    public String base() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    public TestCamera camera() {
        return camera;
    }

    /** Answers every POST so. */
    public void reply(Reply reply) {
        replies = number -> reply;
    }

    /** Answers the POSTs so, by their number from 1. */
    public void replies(Function<Integer, Reply> newReplies) {
        replies = newReplies;
    }

    /** Takes no offer: 400. Offers itself where a POST has no body. */
    public void offerItself() {
        offering = true;
    }

    /** Changes answers before they take effect at the publisher, and so in what is sent too. */
    public void publish(UnaryOperator<String> edit) {
        publishing = edit;
    }

    /** Publishes sound too, where it is offered or this server offers: the silence of the headless audio device, as Opus. */
    public void addSound() {
        sound = true;
    }

    /** Answers a PATCH with an answer so, and takes it if that is a success; 204 unless told. */
    public void answerStatus(int status) {
        answerStatus = status;
    }

    /** Answers a PATCH with candidates so; 405 unless told. */
    public void trickleStatus(int status) {
        trickleStatus = status;
    }

    /** All requests so far, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Methods of all requests so far, in order. */
    public List<String> methods() {
        return requests.stream().map(Request::method).toList();
    }

    /** WHEP sessions made and not DELETEd. */
    public int openSessions() {
        return sessions.size();
    }

    /** Closes the publishers' side of all sessions, as a camera does that goes away properly. */
    public void hangUp() {
        sessions.values().forEach(TestPublisher::close);
    }

    @Override
    public void close() throws Exception {
        closed.countDown();
        http.stop(0);
        camera.close();
        sessions.values().forEach(TestPublisher::close);
        threads.shutdownNow();
        threads.awaitTermination(5, TimeUnit.SECONDS);
        webRtc.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    header(exchange, "Authorization"),
                    header(exchange, "Content-Type"),
                    header(exchange, "Accept"),
                    header(exchange, "If-Match"),
                    body));
            switch (exchange.getRequestMethod()) {
                case "POST" -> post(exchange, body);
                case "PATCH" -> patch(exchange, body);
                case "DELETE" -> delete(exchange);
                default -> exchange.sendResponseHeaders(405, -1);
            }
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    private void post(HttpExchange exchange, String offer) throws Exception {
        int number = (int) requests.stream()
                .filter(request -> request.method().equals("POST"))
                .count();
        Reply reply = replies.apply(number);
        if (offering) {
            reply = offer.isEmpty() ? Reply.OFFER : Reply.status(400);
        }
        if (reply.delayMillis() > 0) {
            // The server's end interrupts the wait, so that no test has to sit it out.
            closed.await(reply.delayMillis(), TimeUnit.MILLISECONDS);
        }
        byte[] body = new byte[0];
        if (reply.edit() != null) {
            String id = "/session/" + ids.incrementAndGet();
            TestPublisher publisher = new TestPublisher(webRtc, tracks());
            sessions.put(id, publisher);
            String sdp = reply.offers() ? publisher.offer() : publisher.answer(offer, publishing);
            body = reply.edit().apply(sdp).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", id);
            exchange.getResponseHeaders().set("Content-Type", "application/sdp");
        }
        reply.headers().forEach((name, value) -> {
            if (value.isEmpty()) {
                exchange.getResponseHeaders().remove(name);
            } else {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private List<MediaStreamTrack> tracks() {
        List<MediaStreamTrack> tracks = new ArrayList<>();
        tracks.add(webRtc.factory().createVideoTrack("camera", camera.source()));
        if (sound) {
            tracks.add(webRtc.factory()
                    .createAudioTrack("microphone", webRtc.factory().createAudioSource(new AudioOptions())));
        }
        return tracks;
    }

    private void patch(HttpExchange exchange, String body) throws Exception {
        TestPublisher publisher = sessions.get(exchange.getRequestURI().getPath());
        int status = trickleStatus;
        if (publisher == null) {
            status = 404;
        } else if (header(exchange, "Content-Type").equals("application/sdp")) {
            status = answerStatus;
            if (status / 100 == 2) {
                publisher.accept(body);
            }
        }
        exchange.sendResponseHeaders(status, -1);
    }

    private void delete(HttpExchange exchange) throws IOException {
        TestPublisher publisher = sessions.remove(exchange.getRequestURI().getPath());
        if (publisher != null) {
            publisher.close();
        }
        exchange.sendResponseHeaders(publisher == null ? 404 : 200, -1);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
