// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Scope;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.webrtc.WebRtc;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;

/** A running application with a video backend, the camera behind it, a consumer and an operator. */
final class VideoApplication implements AutoCloseable {
    private static final String CONSUMER = "cats";
    private static final String OPERATOR = "dogs";

    private final WebRtc webRtc = WebRtc.open();
    private final DemoCamera camera;
    private final ConfigurableApplicationContext application;
    final Api api;
    final String consumer;
    final String operator;

    /** @param settings of the backend, given the camera's WHEP URL */
    VideoApplication(Function<String, Map<String, String>> settings) {
        camera = new DemoCamera(webRtc::factory, Clock.systemUTC(), new DemoSettings(640, 360, 15, 0));
        camera.start();
        List<String> arguments = new ArrayList<>(List.of(
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.ingest.allowed-hosts=127.0.0.1",
                "--sightglass.ingest.allow-private-addresses=true"));
        settings.apply(camera.whepUrl().toString())
                .forEach((name, value) -> arguments.add("--sightglass.video." + name + "=" + value));
        application = Start.with(Map.of(), arguments.toArray(String[]::new));
        api = new Api(
                port("local.server.port"), port("local.management.port"), application.getBean(ApiKeys.class), camera);
        consumer = api.keyOf(CONSUMER, Scope.SESSIONS_READ, Scope.SESSIONS_CREATE);
        operator = api.keyOf(OPERATOR, Scope.SESSIONS_READ, Scope.SESSIONS_OPERATE);
    }

    /** A session that the consumer asked for and nobody has accepted. */
    String requested() {
        return sessions()
                .request(new RequestSession(CONSUMER, 1, 2, 60, null, null), new Price(1000))
                .id()
                .toString();
    }

    /** The same, and the operator has. */
    String assigned() {
        String id = requested();
        sessions().assignments().accept(UUID.fromString(id), OPERATOR);
        return id;
    }

    /** Ends or cancels whatever is open: a session may go LIVE just then. */
    void closeAll() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            sessions().open().forEach(this::close);
            return sessions().open().isEmpty();
        });
    }

    private void close(Session session) {
        if (session.state() == SessionState.LIVE) {
            sessions().end(session.id());
        } else {
            sessions().cancel(session.id());
        }
    }

    Sessions sessions() {
        return application.getBean(Sessions.class);
    }

    HttpResponse<byte[]> get(String key, String path) {
        return api.send(api.anonymous(path).header("Authorization", "Bearer " + key));
    }

    HttpResponse<byte[]> post(String key, String path) {
        return api.send(
                api.anonymous(path).header("Authorization", "Bearer " + key).POST(BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> start(String id) {
        return post(operator, "/sessions/" + id + "/start");
    }

    /** What the operator is told at a start that succeeds. */
    JsonNode started(String id) {
        HttpResponse<byte[]> answer = start(id);
        assertThat(answer.statusCode()).as(Api.text(answer)).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return Api.json(answer).get("data");
    }

    String stateOf(String id) {
        return Api.json(get(consumer, "/sessions/" + id)).at("/data/state").asText();
    }

    private int port(String name) {
        return application.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    @Override
    public void close() {
        application.close();
        camera.close();
        webRtc.close();
    }
}
