// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The camera's side of WHEP (draft-ietf-wish-whep, sections on session setup and teardown): POST an offer, DELETE the
 * session. No trickle ICE: all candidates are in the answer.
 */
final class WhepHandler implements HttpHandler {
    static final String PATH = "/whep/demo";

    private static final Logger LOG = LoggerFactory.getLogger(WhepHandler.class);
    private static final String SDP = "application/sdp";
    private static final int MOST_BODY_BYTES = 64 * 1024;

    private final Viewers viewers;

    WhepHandler(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            respond(exchange);
        } catch (RuntimeException | LinkageError e) {
            // The server would drop the connection without an answer or a word.
            LOG.warn("demo request failed", e);
            throw e;
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(PATH)) {
            onEndpoint(exchange);
        } else if (path.startsWith(PATH + "/")) {
            onSession(exchange, path.substring(PATH.length() + 1));
        } else {
            send(exchange, 404, "The test camera lives at " + PATH);
        }
    }

    private void onEndpoint(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            send(exchange, 405, "POST an SDP offer here");
            return;
        }
        if (!isSdp(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            exchange.getResponseHeaders().set("Accept-Post", SDP);
            send(exchange, 415, "Send the offer as " + SDP);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            send(exchange, 413, "An offer has at most " + MOST_BODY_BYTES + " bytes");
            return;
        }
        admit(exchange, new String(body, StandardCharsets.UTF_8));
    }

    private void admit(HttpExchange exchange, String offer) throws IOException {
        if (!offer.startsWith("v=0") || !offer.contains("m=video")) {
            send(exchange, 400, "This is no SDP offer with video in it");
            return;
        }
        try {
            Optional<Viewers.Admission> admission = viewers.admit(offer);
            if (admission.isPresent()) {
                exchange.getResponseHeaders()
                        .set("Location", PATH + "/" + admission.get().id());
                exchange.getResponseHeaders().set("Content-Type", SDP);
                write(exchange, 201, admission.get().answer());
            } else {
                sendUnavailable(exchange, "All " + Viewers.MOST + " places are taken");
            }
        } catch (RefusedOfferException e) {
            send(exchange, 400, "The offer cannot be answered");
        } catch (IllegalStateException e) {
            LOG.warn("demo offer failed: {}", e.getMessage());
            sendUnavailable(exchange, "The test camera cannot answer now");
        }
    }

    private void onSession(HttpExchange exchange, String id) throws IOException {
        if (!exchange.getRequestMethod().equals("DELETE")) {
            exchange.getResponseHeaders().set("Allow", "DELETE");
            send(exchange, 405, "Only DELETE is understood here");
        } else if (viewers.dismiss(id)) {
            exchange.sendResponseHeaders(200, -1);
        } else {
            send(exchange, 404, "No such viewer");
        }
    }

    private static boolean isSdp(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(SDP);
    }

    private static void sendUnavailable(HttpExchange exchange, String message) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "2");
        send(exchange, 503, message);
    }

    private static void send(HttpExchange exchange, int status, String message) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        write(exchange, status, message + "\n");
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
