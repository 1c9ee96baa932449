// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.session.Session;
import dev.sightglass.session.Sessions;
import dev.sightglass.whep.webrtc.WebRtc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Deliveries of Cloudflare's webhooks over HTTP, against what ships: a camera and a server that never answers as feeds. */
class WebhookIT {
    private static final String TOKEN = "the-token-in-the-path";
    private static final String SECRET = "the-secret-of-the-destination";
    private static final String SIGNING_SECRET = "the-key-of-signatures";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Envelope.Expected REFUSED =
            new Envelope.Expected(401, "NOT_AUTHENTICATED", "Session expired or missing", "webhook:notAuthenticated");

    private static WebRtc webRtc;
    private static DemoCamera camera;
    private static ServerSocket blackHole;
    private static ConfigurableApplicationContext application;
    private static Sessions sessions;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        webRtc = WebRtc.open();
        camera = new DemoCamera(webRtc::factory, Clock.systemUTC(), new DemoSettings(640, 360, 15, 0));
        camera.start();
        // Connections wait in its backlog: nobody accepts them.
        blackHole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        application = Start.with(Map.of(
                "SIGHTGLASS_ACCESS_BOOTSTRAP_KEY",
                Api.KEY,
                "SIGHTGLASS_INGEST_ALLOWED_HOSTS",
                "127.0.0.1",
                "SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES",
                "true",
                "SIGHTGLASS_WEBHOOK_CLOUDFLARE_TOKEN",
                TOKEN,
                "SIGHTGLASS_WEBHOOK_CLOUDFLARE_SECRET",
                SECRET,
                "SIGHTGLASS_WEBHOOK_CLOUDFLARE_SIGNING_SECRET",
                SIGNING_SECRET,
                "SPRING_APPLICATION_JSON",
                Api.json(Map.of("sightglass", Map.of("feeds", feeds())))));
        sessions = application.getBean(Sessions.class);
        int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        int management = application.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        api = new Api(port, management, application.getBean(ApiKeys.class), camera);
    }

    private static List<Map<String, String>> feeds() {
        String nowhere = "http://127.0.0.1:" + blackHole.getLocalPort() + "/whep";
        return List.of(
                feed("gate", "gate-input", camera.whepUrl().toString(), "webhook"),
                feed("well", "well-input", nowhere, "webhook"),
                feed("standing", "standing-input", nowhere + "/2", "always"));
    }

    private static Map<String, String> feed(String name, String inputId, String whepUrl, String start) {
        return Map.of("name", name, "input-id", inputId, "whep-url", whepUrl, "start", start);
    }

    @AfterAll
    static void stop() throws IOException {
        application.close();
        camera.close();
        webRtc.close();
        blackHole.close();
    }

    private static String event(String input, String type, Instant updatedAt) {
        return Api.json(Map.of(
                "name",
                "Live Webhook Test",
                "text",
                "Notification type: Stream Live Input",
                "data",
                Map.of(
                        "notification_name",
                        "Stream Live Input",
                        "input_id",
                        input,
                        "event_type",
                        "live_input." + type,
                        "updated_at",
                        updatedAt.toString()),
                "ts",
                updatedAt.getEpochSecond()));
    }

    private static HttpRequest.Builder request(String token, String body) {
        return api.anonymous("/video/events/" + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<byte[]> deliver(String body) {
        return api.send(request(TOKEN, body).header("cf-webhook-auth", SECRET));
    }

    private static String outcome(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(Api.text(answer)).isEqualTo(200);
        return Api.json(answer).at("/data/outcome").asText();
    }

    @Test
    void connectedShowsAPictureAndDisconnectedIsNotCharged() {
        assertThat(outcome(deliver(event("gate-input", "connected", Instant.now()))))
                .isEqualTo("started");
        String id = sessions.findByFeed("gate").map(Session::id).orElseThrow().toString();
        api.awaitLive(id);
        assertThat(api.get("/sessions/" + id + "/frame").statusCode()).isEqualTo(200);
        assertThat(api.session(id).get("videoBackendRef").asText()).isEqualTo("gate-input");

        Instant startedAt = Instant.parse(api.session(id).get("startedAt").asText());
        HttpResponse<byte[]> up = deliver(event("gate-input", "connected", startedAt.plusMillis(2500)));
        HttpResponse<byte[]> down = deliver(event("gate-input", "disconnected", startedAt.plusMillis(1000)));
        HttpResponse<byte[]> downAgain = deliver(event("gate-input", "disconnected", startedAt.plusMillis(1000)));
        assertThat(List.of(outcome(up), outcome(down), outcome(downAgain)))
                .containsExactly("recorded", "recorded", "repeated");
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(startedAt.plusMillis(3700)));
        JsonNode ended = Api.json(api.postNothing("/sessions/" + id + "/end")).get("data");

        Duration live =
                Duration.between(startedAt, Instant.parse(ended.get("endedAt").asText()));
        assertThat(ended.get("cleanSeconds").asLong())
                .isEqualTo(live.minusMillis(1500).toSeconds());
    }

    @Test
    void anInputThatConnectsAgainAfterItsSessionIsOverStartsTheNext() {
        Instant now = Instant.now();
        assertThat(outcome(deliver(event("well-input", "connected", now)))).isEqualTo("started");
        Session first = sessions.findByFeed("well").orElseThrow();
        assertThat(outcome(deliver(event("well-input", "connected", now)))).isEqualTo("repeated");
        sessions.cancel(first.id());

        assertThat(outcome(deliver(event("well-input", "connected", now)))).isEqualTo("repeated");
        assertThat(outcome(deliver(event("well-input", "connected", now.minusSeconds(9)))))
                .isEqualTo("recorded");
        assertThat(sessions.findByFeed("well")).isEmpty();
        Instant sent = Instant.now();
        assertThat(outcome(deliver(event("well-input", "connected", now.plusNanos(1000)))))
                .isEqualTo("started");

        // The server behind it never answers, which joining waits 5 s for; the delivery must not.
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(2));
        Session second = sessions.findByFeed("well").orElseThrow();
        assertThat(second.id()).isNotEqualTo(first.id());
        sessions.cancel(second.id());
    }

    @Test
    void aFeedThatStandsIsOpenWithoutAnyDelivery() {
        await().atMost(PATIENCE).until(() -> sessions.findByFeed("standing").isPresent());
    }

    @ParameterizedTest
    @CsvSource({"connected", "disconnected", "errored"})
    void anInputOfNobodyIsIgnored(String type) {
        assertThat(outcome(deliver(event("nobodys-input", type, Instant.now()))))
                .isEqualTo("unknown-input");
        assertThat(sessions.findByInput("nobodys-input")).isEmpty();
    }

    @Test
    void whatTheConsoleSendsToTestIsAnswered() {
        String body = Api.json(Map.of("text", "Hello World! This is a test message sent from https://cloudflare.com."));

        assertThat(outcome(deliver(body))).isEqualTo("unknown-event");
    }

    @Test
    void aSignedDeliveryPassesWithoutTheSecret() throws Exception {
        String body = event("nobodys-input", "connected", Instant.now());
        long time = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SIGNING_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8)));

        HttpResponse<byte[]> answer =
                api.send(request(TOKEN, body).header("Webhook-Signature", "time=" + time + ",sig1=" + signature));

        assertThat(outcome(answer)).isEqualTo("unknown-input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "not json"})
    void wrongTokenWrongSecretAndNoneAreRefusedAlike(String body) {
        assertThatAnswer(api.send(request("wrong", body).header("cf-webhook-auth", SECRET)), REFUSED);
        assertThatAnswer(api.send(request(TOKEN, body).header("cf-webhook-auth", "wrong")), REFUSED);
        assertThatAnswer(api.send(request(TOKEN, body)), REFUSED);
        assertThatAnswer(api.send(request(TOKEN, body).header("Authorization", "Bearer " + Api.KEY)), REFUSED);
        assertThatAnswer(api.send(request(TOKEN + "?cf-webhook-auth=" + SECRET, body)), REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"data\":"})
    void aBodyThatIsNotJsonIsInvalid(String body) {
        assertThatAnswer(deliver(body), Envelope.invalidInput("request:body"));
    }

    @Test
    void bodiesReachTo64KiB() {
        String frame = "{\"text\":\"\"}";
        String largest = "{\"text\":\"" + "x".repeat(64 * 1024 - frame.length()) + "\"}";

        assertThat(outcome(deliver(largest))).isEqualTo("unknown-event");
        assertThat(deliver(largest + " ").statusCode()).isEqualTo(413);
    }

    @Test
    void deliveriesAreCountedByOutcome() {
        deliver("{}");

        assertThat(Api.text(api.observe("/metrics")))
                .contains("sightglass_webhook_deliveries_total{outcome=\"refused\"}")
                .containsPattern("sightglass_webhook_deliveries_total\\{outcome=\"unknown-event\"} [1-9]")
                .doesNotContain(TOKEN, SECRET);
    }
}
