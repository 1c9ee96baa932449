// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The session API as a client sees it. */
final class ApiClient {
    /** Far beyond what anything takes here: the machine may be busy. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Http http = new Http();
    private final URI sessions;
    private final String key;
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    ApiClient(URI base, String key) {
        this.sessions = base.resolve("/api/v1/sessions");
        this.key = key;
    }

    /** Opens a session on a WHEP endpoint and returns its id. */
    String open(String whepUrl) {
        return open(whepUrl, Map.of());
    }

    /** Opens a session with further fields and returns its id. */
    String open(String whepUrl, Map<String, ?> further) {
        Map<String, Object> body = new HashMap<>(further);
        body.put("whepUrl", whepUrl);
        Http.Answer answer = post(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        String id = answer.json().at("/data/id").textValue();
        opened.add(id);
        return id;
    }

    /** POST /sessions with that body. */
    Http.Answer post(Map<String, ?> body) {
        return http.send(request(sessions)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Http.text(body))));
    }

    /** The session as it is now. */
    JsonNode session(String id) {
        Http.Answer answer = http.send(request(path(id, "")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("data");
    }

    String state(String id) {
        return session(id).get("state").textValue();
    }

    /** Ends a session. */
    Http.Answer end(String id) {
        return http.send(request(path(id, "/end")).POST(BodyPublishers.noBody()));
    }

    /** Ends what it opened and what is still LIVE: for the end of a test, whatever became of it. */
    void endAll() {
        opened.forEach(this::end);
        opened.clear();
    }

    /** Polls until that many different pictures were seen; fails if one does not come or cannot be read. */
    List<Sighting> look(String id, int count, Function<Http.Answer, Sighting> read) {
        List<Sighting> seen = new ArrayList<>();
        await(count + " different pictures")
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> {
                    Sighting next = read.apply(frame(id));
                    if (seen.isEmpty() || !seen.get(seen.size() - 1).etag().equals(next.etag())) {
                        seen.add(next);
                    }
                    return seen.size() >= count;
                });
        return seen;
    }

    /** GET of the frame, with headers as names and values in turn. */
    Http.Answer frame(String id, String... headers) {
        return http.send(frameRequest(id, headers));
    }

    /** The same without waiting. */
    CompletableFuture<Http.Answer> frameAsync(String id) {
        return http.sendAsync(frameRequest(id));
    }

    /** A poll that waits for half a minute where no picture comes. */
    CompletableFuture<Http.Answer> waitingFrame(String id) {
        return http.sendAsync(request(path(id, "/frame?wait=30s")));
    }

    /** Waits until the session is in that state. */
    void awaitState(String id, String state) {
        await("session is " + state).pollInterval(LOOK_EVERY).atMost(PATIENCE).until(() -> state(id), state::equals);
    }

    /** Waits until what ingest says of the feed fits, and returns it. */
    JsonNode awaitFeed(String id, String what, Predicate<JsonNode> fits) {
        return await("feed " + what)
                .pollInterval(LOOK_EVERY)
                .atMost(PATIENCE)
                .until(() -> session(id).get("feed"), fits);
    }

    /** Waits until ingest gives that reason for its trouble. */
    JsonNode awaitReason(String id, String reason) {
        return awaitFeed(
                id, "says " + reason, feed -> reason.equals(feed.path("reason").asText()));
    }

    /** Waits for the first picture. */
    Sighting awaitPicture(String id) {
        return awaitPicture(id, sighting -> true);
    }

    /** Waits for a picture that fits. */
    Sighting awaitPicture(String id, Predicate<Sighting> fits) {
        return await("a picture")
                .pollInterval(LOOK_EVERY)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            Http.Answer answer = frame(id);
                            return answer.status() == 200 ? Sighting.of(answer) : null;
                        },
                        sighting -> sighting != null && fits.test(sighting));
    }

    private HttpRequest.Builder frameRequest(String id, String... headers) {
        HttpRequest.Builder request = request(path(id, "/frame"));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private URI path(String id, String rest) {
        return URI.create(sessions + "/" + id + rest);
    }

    private HttpRequest.Builder request(URI uri) {
        return Http.request(uri).header("Authorization", "Bearer " + key);
    }
}
