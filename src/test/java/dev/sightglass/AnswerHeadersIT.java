// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The exact headers of each route's answers: nothing that a client sends comes back, or changes what happens. */
@ShippedApplication
class AnswerHeadersIT {
    private static final String QUERY = "?token=query-secret&id=evil&CamelFileName=x&CamelHttpResponseCode=418&q=";

    /** What browsers are told with every answer. */
    private static final Set<String> SECURITY = Set.of(
            "content-security-policy", "cross-origin-resource-policy", "referrer-policy", "x-content-type-options");

    /** What is on every answer with a body. */
    private static final Set<String> JSON = with(SECURITY, "cache-control", "content-length", "content-type", "date");

    @Autowired
    Api api;

    private String id;

    @BeforeEach
    void open() {
        id = api.openLive();
    }

    @AfterEach
    void end() {
        api.end(id);
    }

    @Test
    void openSession() {
        HttpRequest.Builder request = hostile("/sessions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(api.onCamera()));

        HttpResponse<byte[]> answer = api.send(request);

        assertExactly(answer, 200, with(JSON, "x-lx-consistency-token"));
        api.end(Api.json(answer).at("/data/id").asText());
    }

    @Test
    void getSession() {
        HttpResponse<byte[]> answer = api.send(hostile("/sessions/" + id));

        assertExactly(answer, 200, JSON);
        assertThat(Api.json(answer).at("/data/id").asText()).isEqualTo(id);
    }

    @Test
    void endSession() {
        HttpResponse<byte[]> answer =
                api.send(hostile("/sessions/" + id + "/end").POST(BodyPublishers.noBody()));

        assertExactly(answer, 200, with(JSON, "x-lx-consistency-token"));
        assertThat(Api.json(answer).at("/data/state").asText()).isEqualTo("ENDED");
    }

    @Test
    void frame() {
        assertExactly(
                api.send(hostileHeaders("/sessions/" + id + "/frame")),
                200,
                with(
                        JSON,
                        "etag",
                        "frame-age-ms",
                        "frame-decoded-at",
                        "frame-epoch",
                        "frame-height",
                        "frame-quality",
                        "frame-sequence",
                        "frame-source-height",
                        "frame-source-width",
                        "frame-tokens",
                        "frame-width",
                        "vary"));
    }

    @Test
    void frameWithAllThatCanBeAsked() {
        HttpRequest.Builder request = hostileHeaders("/sessions/" + id + "/frame?roi=0,0,64,64&size=watch")
                .header("Prefer", "wait=0");

        assertThat(api.send(request).headers().map().keySet())
                .contains("frame-roi", "preference-applied")
                .doesNotContain("prefer");
    }

    @Test
    void frameOfAQueryThatSaysNothing() {
        assertExactly(api.send(hostile("/sessions/" + id + "/frame")), 400, with(JSON, "connection"));
    }

    @Test
    void frameThatTheClientHas() {
        HttpRequest.Builder request =
                hostileHeaders("/sessions/" + id + "/frame").header("If-None-Match", "*");

        HttpResponse<byte[]> answer = api.send(request);

        assertExactly(
                answer,
                304,
                with(
                        SECURITY,
                        "cache-control",
                        "date",
                        "etag",
                        "frame-age-ms",
                        "frame-decoded-at",
                        "frame-epoch",
                        "frame-sequence",
                        "vary"));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void frameOfNoSession() {
        assertExactly(api.send(hostile("/sessions/" + UUID.randomUUID() + "/frame")), 404, JSON);
    }

    @Test
    void frameThatIsNotThereYet() {
        String waiting = api.open(Api.onNothing());

        assertExactly(api.send(hostileHeaders("/sessions/" + waiting + "/frame")), 404, with(JSON, "retry-after"));
    }

    @Test
    void frameWithoutCredential() {
        HttpRequest.Builder request =
                api.anonymous("/sessions/" + id + "/frame" + QUERY).header("Cookie", "lx_session=cookie-secret");

        assertExactly(api.send(request), 401, with(JSON, "www-authenticate"));
    }

    @Test
    void malformedBody() {
        HttpRequest.Builder request =
                hostile("/sessions").header("Content-Type", "application/json").POST(BodyPublishers.ofString("{"));

        // Tomcat drops the connection after a 400: it cannot know where the next request would begin.
        assertExactly(api.send(request), 400, with(JSON, "connection"));
    }

    /** A request that carries everything that Camel, left alone, would echo or obey. */
    private HttpRequest.Builder hostile(String path) {
        return hostileHeaders(path + QUERY);
    }

    private HttpRequest.Builder hostileHeaders(String path) {
        return api.request(path)
                .header("Cookie", "lx_session=cookie-secret")
                .header("CamelHttpResponseCode", "418")
                .header("CamelHttpUri", "http://127.0.0.1:9/")
                .header("CamelHttpPath", "/elsewhere")
                .header("CamelWhepSessionId", "evil")
                .header("CamelFileName", "evil")
                .header("Frame-Age-Ms", "0")
                .header("Allow", "evil")
                .header("ETag", "evil")
                .header("X-Custom", "evil")
                .header("id", "evil");
    }

    private static void assertExactly(HttpResponse<byte[]> answer, int status, Set<String> names) {
        assertThat(answer.statusCode()).isEqualTo(status);
        Set<String> sent = new TreeSet<>();
        answer.headers().map().keySet().forEach(name -> sent.add(name.toLowerCase(Locale.ROOT)));
        assertThat(sent).containsExactlyInAnyOrderElementsOf(names);
        assertThat(answer.headers().map().toString()).doesNotContain("evil", "secret", Api.KEY);
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(Set.of(more));
        return all;
    }
}
