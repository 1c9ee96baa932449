// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.Scope;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting sessions over HTTP, with URLs by a pattern: who may, when, and what is answered. */
class TemplateVideoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static VideoApplication app;
    private static String camera;

    @BeforeAll
    static void open() {
        app = new VideoApplication(whepUrl -> {
            camera = whepUrl;
            return Map.of(
                    "backend", "template",
                    "template.whep-url", whepUrl + "?stream={ref}",
                    "template.whip-url", "https://media.example/{ref}/whip");
        });
    }

    @AfterAll
    static void close() {
        app.close();
    }

    /** The operator serves one session at a time. */
    @AfterEach
    void release() {
        app.closeAll();
    }

    @Test
    void leadsFromStartToAFrame() {
        String id = app.assigned();

        JsonNode started = app.started(id);

        String ref = started.get("videoBackendRef").asText();
        assertThat(ref).matches("[0-9a-f]{32}");
        assertThat(started.get("whipUrl").asText()).isEqualTo("https://media.example/" + ref + "/whip");
        assertThat(started.get("whepUrl").asText()).isEqualTo(camera + "?stream=" + ref);
        assertThat(started.at("/session/id").asText()).isEqualTo(id);
        assertThat(started.at("/session/videoBackendRef").asText()).isEqualTo(ref);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(app.stateOf(id)).isEqualTo("LIVE"));

        HttpResponse<byte[]> frame = app.get(app.consumer, "/sessions/" + id + "/frame");
        assertThat(frame.statusCode()).isEqualTo(200);
        assertThat(frame.headers().firstValue("Content-Type")).contains("image/jpeg");

        for (String key : new String[] {app.consumer, app.operator}) {
            HttpResponse<byte[]> token = app.get(key, "/sessions/" + id + "/viewer-token");
            assertThat(token.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(Api.json(token).get("data"))
                    .hasSize(2)
                    .contains(started.get("videoBackendRef"), started.get("whepUrl"));
        }
        assertThat(Api.json(app.get(app.operator, "/sessions/" + id + "/producer-token"))
                        .get("data"))
                .hasSize(2)
                .contains(started.get("videoBackendRef"), started.get("whipUrl"));
        assertThatAnswer(app.start(id), invalidState("live"));

        assertThat(app.post(app.consumer, "/sessions/" + id + "/end").statusCode())
                .isEqualTo(200);
        for (String path : new String[] {"viewer-token", "producer-token"}) {
            assertThatAnswer(app.get(app.operator, "/sessions/" + id + "/" + path), invalidState("ended"));
        }
        assertThatAnswer(app.start(id), invalidState("ended"));
    }

    @Test
    void answersTheSameUrlsAgain() {
        String id = app.assigned();

        JsonNode first = app.started(id);
        JsonNode second = app.started(id);

        for (String field : new String[] {"videoBackendRef", "whipUrl", "whepUrl"}) {
            assertThat(second.get(field)).isEqualTo(first.get(field));
        }
    }

    @Test
    void letsTheOperatorPublishFromTheStartOnAndNobodyLookBeforeLive() {
        String id = app.assigned();
        assertThatAnswer(app.get(app.operator, "/sessions/" + id + "/producer-token"), invalidState("assigned"));

        JsonNode started = app.started(id);

        assertThat(Api.json(app.get(app.operator, "/sessions/" + id + "/producer-token"))
                        .at("/data/whipUrl"))
                .isEqualTo(started.get("whipUrl"));
    }

    @Test
    void waitsForAnOperator() {
        String id = app.requested();

        assertThatAnswer(app.start(id), Envelope.notAuthorized("session:workspaceMismatch"));
        assertThatAnswer(app.get(app.consumer, "/sessions/" + id + "/viewer-token"), invalidState("requested"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "producer-token"})
    void isForTheOperatorOnly(String what) {
        String id = app.assigned();
        String path = "/sessions/" + id + "/" + what;
        String both = app.api.keyOf("cats", Scope.values());

        HttpResponse<byte[]> answer = what.equals("start") ? app.post(both, path) : app.get(both, path);

        assertThatAnswer(answer, Envelope.notAuthorized("session:notOperator"));
    }

    @Test
    void needsTheScope() {
        String id = app.assigned();
        String reader = app.api.keyOf("dogs", Scope.SESSIONS_READ);

        assertThatAnswer(
                app.post(reader, "/sessions/" + id + "/start"), Envelope.notAuthorized("scope:sessionsOperate"));
        assertThatAnswer(
                app.get(app.api.keyOf("dogs", Scope.SESSIONS_OPERATE), "/sessions/" + id + "/viewer-token"),
                Envelope.notAuthorized("scope:sessionsRead"));
    }

    @Test
    void hasNothingToMakeForAFeedThatTheCallerBroughtAlong() {
        String id = app.api.open(Api.onNothing());

        JsonNode started =
                Api.json(app.api.postNothing("/sessions/" + id + "/start")).get("data");

        assertThat(started.get("whipUrl").isNull()).isTrue();
        assertThat(started.get("videoBackendRef").isNull()).isTrue();
        assertThat(started.get("whepUrl").asText()).isEqualTo("http://127.0.0.1:9/whep");
        assertThatAnswer(app.api.get("/sessions/" + id + "/producer-token"), invalidState("assigned"));
    }

    private static Envelope.Expected invalidState(String state) {
        return new Envelope.Expected(
                409, "INVALID_STATE", "Operation not allowed in the current state", "session:" + state);
    }
}
