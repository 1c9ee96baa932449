// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Scope;
import dev.sightglass.api.Operation;
import dev.sightglass.api.Operations;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.limit.CallerLimits;
import dev.sightglass.limit.Limit;
import dev.sightglass.whep.webrtc.WebRtc;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Callers who ask for more than they may, of an application whose limits are reached soon. */
class RateLimitIT {
    private static DemoCamera camera;
    private static ConfigurableApplicationContext application;
    private static Api api;
    private static String session;

    @BeforeAll
    static void start() {
        WebRtc webRtc = WebRtc.open();
        camera = new DemoCamera(webRtc::factory, Clock.systemUTC(), new DemoSettings(640, 360, 15, 0));
        camera.start();
        application = Start.with(
                Map.of(
                        "SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND", "20",
                        "SIGHTGLASS_LIMIT_REQUEST_BURST", "60",
                        "SIGHTGLASS_LIMIT_WORKSPACE_REQUESTS_PER_SECOND", "0",
                        "SIGHTGLASS_LIMIT_ENCODE_TIME_PER_SECOND", "1ms",
                        "SIGHTGLASS_LIMIT_ENCODE_TIME_BURST", "200ms"),
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.ingest.allowed-hosts=127.0.0.1",
                "--sightglass.ingest.allow-private-addresses=true");
        api = new Api(
                port("local.server.port"), port("local.management.port"), application.getBean(ApiKeys.class), camera);
        session = api.openLive();
    }

    @AfterAll
    static void stop() {
        api.end(session);
        application.close();
        camera.close();
    }

    static Stream<Operation> securedOperations() {
        return Operations.ALL.stream().filter(operation -> !operation.callers().isEmpty());
    }

    @Test
    void aRequestTooManyIsRefusedAndSaysWhenToComeAgain() {
        String key = key();

        HttpResponse<byte[]> refusal = refused(() -> get(key, "/me"));

        assertRefused(refusal, "limit:requests");
        assertThat(refusal.headers().firstValue("Retry-After")).contains("1");
        assertThat(refusal.headers().firstValue("RateLimit-Policy")).contains("\"requests\";q=60;w=3");
        assertThat(refusal.headers().firstValue("RateLimit")).contains("\"requests\";r=0;t=1");
    }

    @Test
    void aRefusalWithoutTheRouteIsTheSameAsThatOfTheRoute() {
        String key = key();
        refused(() -> get(key, "/me"));
        HttpResponse<byte[]> ofTheRoute = refused(() -> get(key, "/sessions"));

        HttpResponse<byte[]> another = refused(() -> get(key, "/sessions"));

        assertThat(timeless(another)).isEqualTo(timeless(ofTheRoute));
        assertThat(another.headers().map().keySet())
                .isEqualTo(ofTheRoute.headers().map().keySet());
        assertThat(application.getBean(CallerLimits.class).refusals(Limit.REQUESTS))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aRefusedCallerIsStillToldOfWhatComesBeforeItsLimit() {
        String key = key();
        refused(() -> get(key, "/me"));

        HttpResponse<byte[]> answer = api.send(api.anonymous("/me")
                .header("Authorization", "Bearer " + key)
                .header("X-Lx-Consistency-Token", "none")
                .method("GET", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(get(key, "/health").statusCode()).isEqualTo(200);
        assertThat(get(key, "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void whoWaitsAsToldIsServedAgain() {
        String key = key();
        refused(() -> get(key, "/me"));

        await().pollDelay(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(() -> true);

        assertThat(get(key, "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void theLimitOfOneKeyIsNotThatOfAnother() {
        String key = key();
        refused(() -> get(key, "/me"));

        assertThat(get(key(), "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void allOperationsCountTogether() {
        String key = key();
        long began = System.nanoTime();
        int served = 0;
        HttpResponse<byte[]> last = get(key, "/me");
        while (last.statusCode() == 200) {
            served++;
            last = get(key, served % 2 == 0 ? "/me" : "/sessions");
        }

        double seconds = (System.nanoTime() - began) / 1e9;
        assertRefused(last, "limit:requests");
        // Each with a limit of its own, they would have had twice as many.
        assertThat(served).isBetween(60, (int) Math.ceil(60 + 20 * seconds));
    }

    @ParameterizedTest
    @MethodSource("securedOperations")
    void isSaidOfEveryOperation(Operation operation) {
        assertThat(OpenApi.shipped()
                        .operation(operation.method(), "/api/v1" + operation.path())
                        .orElseThrow()
                        .description()
                        .get("responses")
                        .has("429"))
                .isTrue();
    }

    @Test
    void framesTellWhoHasFewRequestsLeftAndNobodyElse() {
        String key = key();
        HttpResponse<byte[]> plenty = get(key, "/sessions/" + session + "/frame");
        assertThat(plenty.statusCode()).isEqualTo(200);
        assertThat(plenty.headers().firstValue("RateLimit")).isEmpty();
        refused(() -> get(key, "/me"));

        // What comes back in a second is a third of all, which is few.
        HttpResponse<byte[]> few = await().pollInterval(Duration.ofMillis(50))
                .until(() -> get(key, "/sessions/" + session + "/frame"), answer -> answer.statusCode() == 200);

        assertThat(few.headers().firstValue("RateLimit"))
                .hasValueSatisfying(state -> assertThat(state).matches("\"requests\";r=1?[0-9];t=3"));
        assertThat(few.headers().firstValue("RateLimit-Policy")).contains("\"requests\";q=60;w=3");
    }

    @Test
    void whoHasUsedUpTheEncoderIsRefusedPicturesThatMustBeMade() {
        String key = key();
        String frame = "/sessions/" + session + "/frame";

        HttpResponse<byte[]> refusal = await().pollInterval(Duration.ofMillis(70))
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(key, frame), answer -> answer.statusCode() == 429);

        assertRefused(refusal, "limit:encodeTime");
        assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
        assertThat(refusal.headers().firstValue("RateLimit-Policy"))
                .contains("\"encode-time\";q=200000;qu=\"microseconds\";w=200");
        assertThat(get(key, "/sessions/" + session).statusCode()).isEqualTo(200);
        assertThat(get(key(), frame).statusCode()).isEqualTo(200);
    }

    private static void assertRefused(HttpResponse<byte[]> answer, String detail) {
        assertThat(answer.statusCode()).as(Api.text(answer)).isEqualTo(429);
        JsonNode envelope = Api.json(answer);
        assertThat(envelope.get("statusCode").asInt()).isEqualTo(429);
        assertThat(envelope.get("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(envelope.get("message").asText()).isEqualTo("Too many requests");
        assertThat(envelope.get("detail").asText()).isEqualTo(detail);
        assertThat(envelope.get("hint").asText()).startsWith("This credential");
    }

    private static String timeless(HttpResponse<byte[]> answer) {
        return Api.text(answer).replaceAll("[0-9T:.-]{23}Z", "") + answer.body().length;
    }

    /** The first answer that is 429. */
    private static HttpResponse<byte[]> refused(Supplier<HttpResponse<byte[]>> call) {
        for (int i = 0; i < 1_000; i++) {
            HttpResponse<byte[]> answer = call.get();
            if (answer.statusCode() == 429) {
                return answer;
            }
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        throw new AssertionError("never refused");
    }

    private static HttpResponse<byte[]> get(String key, String path) {
        return api.send(
                api.anonymous(path).header("Authorization", "Bearer " + key).method("GET", BodyPublishers.noBody()));
    }

    private static String key() {
        return api.keyOf("default", Scope.SESSIONS_READ);
    }

    private static int port(String name) {
        return application.getEnvironment().getRequiredProperty(name, Integer.class);
    }
}
