// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightglass.access.Scope;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.Sessions;
import dev.sightglass.session.VideoInput;
import dev.sightglass.session.WorkspaceRows;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Sessions that are asked for, over HTTP: who may do what, in which state, and what comes back. */
@ShippedApplication
class SessionLifecycleIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final String SOMEWHERE = "{\"lat\":10,\"lng\":20,\"maxDurationSeconds\":60}";

    @Autowired
    Api api;

    @Autowired
    Sessions sessions;

    private final WorkspaceRows workspaces;
    private final String consumer = "cats-" + UUID.randomUUID().toString().substring(0, 8);
    private final String supplier = "dogs-" + UUID.randomUUID().toString().substring(0, 8);
    private String consumerKey = "";
    private String supplierKey = "";

    SessionLifecycleIT(@Autowired DataSource database) {
        workspaces = new WorkspaceRows(database);
    }

    @BeforeEach
    void bringWorkspaces() {
        workspaces.offline(consumer, NOON);
        workspaces.offline(supplier, NOON);
        consumerKey = api.keyOf(consumer, Scope.SESSIONS_CREATE, Scope.SESSIONS_READ);
        supplierKey = api.keyOf(supplier, Scope.SESSIONS_OPERATE, Scope.SESSIONS_READ);
    }

    @Test
    void asksWithoutAFeed() {
        JsonNode session = data(call(consumerKey, "POST", "", SOMEWHERE));

        assertThat(session.get("state").asText()).isEqualTo("REQUESTED");
        assertThat(session.get("consumerWorkspaceId").asText()).isEqualTo(consumer);
        assertThat(session.get("operatorWorkspaceId").isNull()).isTrue();
        assertThat(session.get("ratePerSecondMicroUsdc").asText()).isEqualTo("1000");
        assertThat(session.get("holdMicroUsdc").asText()).isEqualTo("60000");
        assertThat(session.get("requestedLng").asDouble()).isEqualTo(20);
        assertThat(session.get("consistencyToken").asText()).isNotEmpty();
        ((ObjectNode) session).remove("consistencyToken");
        assertThat(data(call(consumerKey, "GET", "/" + id(session), ""))).isEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"operatorWorkspaceId\":null}", "own"})
    void isAcceptedWithAndWithoutABody(String body) {
        String id = request();

        JsonNode session =
                data(accept(id, body.equals("own") ? Api.json(Map.of("operatorWorkspaceId", supplier)) : body));

        assertThat(session.get("state").asText()).isEqualTo("ASSIGNED");
        assertThat(session.get("operatorWorkspaceId").asText()).isEqualTo(supplier);
    }

    @Test
    void isAcceptedOnceAndByNobodyWhoIsBusy() {
        String first = request();
        String second = request();
        accept(first, "");

        assertThatAnswer(accept(first, ""), invalidState("session:assigned"));
        assertThatAnswer(accept(second, ""), invalidState("workspace:busy"));
        assertThatAnswer(accept(UUID.randomUUID().toString(), ""), Envelope.SESSION_NOT_FOUND);
    }

    @Test
    void isNotAcceptedForAnotherWorkspaceOrWithAnUnknownField() {
        String id = request();

        assertThatAnswer(
                accept(id, Api.json(Map.of("operatorWorkspaceId", consumer))),
                new Envelope.Expected(
                        403,
                        "WORKSPACE_MISMATCH",
                        "Workspace does not match the credential",
                        "session:workspaceMismatch"));
        assertThatAnswer(accept(id, "{\"now\":true}"), Envelope.invalidInput("session:now"));
    }

    @Test
    void showsItsUrlsToWhomTheyBelongAndOnlyWhileLive() {
        String id = request();
        accept(id, "");
        sessions.start(UUID.fromString(id), input("publish", "play"));
        assertThat(Api.text(call(supplierKey, "GET", "/" + id, "")))
                .contains("the-input")
                .doesNotContain("https://");

        sessions.live(UUID.fromString(id), Instant.now());

        JsonNode operators = data(call(supplierKey, "GET", "/" + id, ""));
        assertThat(operators.get("whipUrl").asText()).isEqualTo("https://video.example/publish");
        JsonNode consumers = data(call(consumerKey, "GET", "/" + id, ""));
        assertThat(consumers.get("whepUrl").asText()).isEqualTo("https://video.example/play");
        assertThat(consumers.has("whipUrl")).isFalse();
        assertThatAnswer(call(consumerKey, "DELETE", "/" + id, ""), invalidState("session:live"));

        HttpResponse<byte[]> ended = call(supplierKey, "POST", "/" + id + "/end", "");
        assertThat(data(ended).get("state").asText()).isEqualTo("ENDED");
        assertThat(Api.text(ended)).doesNotContain("https://", "the-input");
    }

    @Test
    void isDispatchedToWhoCoversThePlaceAndIgnoresABody() {
        workspaces.set(
                supplier,
                "availability = 'ONLINE', coverage_lat = -33, coverage_lng = 151,"
                        + " coverage_radius_meters = 5000, online_since = created_at");
        String there = id(data(
                call(consumerKey, "POST", "", SOMEWHERE.replace("10", "-33").replace("20", "151"))));

        HttpResponse<byte[]> answer = api.send(authorized(consumerKey, "/" + there + "/dispatch")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("now, please")));

        assertThat(data(answer).get("operatorWorkspaceId").asText()).isEqualTo(supplier);
        call(consumerKey, "DELETE", "/" + there, "");
        workspaces.set(supplier, "availability = 'OFFLINE'");
    }

    @Test
    void waitsWhereNobodyCoversThePlace() {
        String id = request();

        assertThatAnswer(
                call(consumerKey, "POST", "/" + id + "/dispatch", ""),
                new Envelope.Expected(
                        503, "NO_COVERAGE", "No operator available at this location", "session:noOperatorInReach"));
        assertThat(stateOf(id)).isEqualTo("REQUESTED");
    }

    @Test
    void isCancelledByItsConsumerOnly() {
        String id = request();
        accept(id, "");

        String both = api.keyOf(supplier, Scope.values());
        assertThatAnswer(call(both, "DELETE", "/" + id, ""), Envelope.notAuthorized("session:notConsumer"));
        assertThatAnswer(call(both, "POST", "/" + id + "/dispatch", ""), Envelope.notAuthorized("session:notConsumer"));
        assertThat(data(call(consumerKey, "DELETE", "/" + id, "")).get("state").asText())
                .isEqualTo("CANCELLED");
        assertThatAnswer(call(consumerKey, "DELETE", "/" + id, ""), invalidState("session:cancelled"));
    }

    @Test
    void isGivenUpWithAllOthersByItsOperator() {
        String id = request();
        accept(id, "");

        JsonNode first = data(call(supplierKey, "POST", "/cancel-all-assignments", ""));
        JsonNode second = data(call(supplierKey, "POST", "/cancel-all-assignments", ""));

        assertThat(first).hasToString("{\"count\":1,\"cancelled\":[\"" + id + "\"]}");
        assertThat(second).hasToString("{\"count\":0,\"cancelled\":[]}");
        assertThat(stateOf(id)).isEqualTo("CANCELLED");
        assertThatAnswer(call(supplierKey, "GET", "/cancel-all-assignments", ""), Envelope.SESSION_NOT_FOUND);
    }

    @Test
    void isListedForBothPartiesNewestFirst() {
        String first = request();
        String second = request();
        accept(first, "");

        assertThat(ids(call(consumerKey, "GET", "", ""))).containsExactlyInAnyOrder(second, first);
        assertThat(ids(call(consumerKey, "GET", "?workspaceId=" + consumer, "")))
                .hasSize(2);
        assertThat(ids(call(supplierKey, "GET", "", ""))).containsExactly(first);
        assertThat(call(supplierKey, "GET", "?workspaceId=" + consumer, "").statusCode())
                .isEqualTo(403);
        assertThatAnswer(call(supplierKey, "GET", "?page=2", ""), Envelope.invalidInput("session:page"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, '', SESSIONS_CREATE, sessionsCreate",
        "GET, '', SESSIONS_READ, sessionsRead",
        "DELETE, /{id}, SESSIONS_CREATE, sessionsCreate",
        "POST, /{id}/dispatch, SESSIONS_CREATE, sessionsCreate",
        "POST, /{id}/accept, SESSIONS_OPERATE, sessionsOperate",
        "POST, /cancel-all-assignments, SESSIONS_OPERATE, sessionsOperate"
    })
    void asksForAKeyAndItsScope(String method, String path, Scope needed, String missing) {
        String there = path.replace("{id}", request());
        String powerless = api.keyOf(
                consumer,
                Stream.of(Scope.values()).filter(other -> other != needed).toArray(Scope[]::new));

        assertThatAnswer(call(powerless, method, there, ""), Envelope.notAuthorized("scope:" + missing));
        assertThatAnswer(
                api.send(api.anonymous("/sessions" + there).method(method, BodyPublishers.noBody())),
                Envelope.NOT_AUTHENTICATED);
    }

    private String request() {
        return id(data(call(consumerKey, "POST", "", SOMEWHERE)));
    }

    private HttpResponse<byte[]> accept(String id, String body) {
        return call(supplierKey, "POST", "/" + id + "/accept", body);
    }

    private String stateOf(String id) {
        return data(call(consumerKey, "GET", "/" + id, "")).get("state").asText();
    }

    /** A call below {@code /sessions}; without a body also without a content type, as clients do. */
    private HttpResponse<byte[]> call(String key, String method, String path, String body) {
        if (body.isEmpty()) {
            return api.send(authorized(key, path).method(method, BodyPublishers.noBody()));
        }
        return api.send(authorized(key, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder authorized(String key, String path) {
        return api.anonymous("/sessions" + path).header("Authorization", "Bearer " + key);
    }

    private static VideoInput input(String whip, String whep) {
        URI base = URI.create("https://video.example/");
        return new VideoInput("the-input", FeedUrl.of(base.resolve(whip)), FeedUrl.of(base.resolve(whep)), null);
    }

    private static Envelope.Expected invalidState(String detail) {
        return new Envelope.Expected(409, "INVALID_STATE", "Operation not allowed in the current state", detail);
    }

    private static JsonNode data(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(Api.text(answer)).isEqualTo(200);
        return Api.json(answer).get("data");
    }

    private static String id(JsonNode session) {
        return session.get("id").asText();
    }

    private static List<String> ids(HttpResponse<byte[]> list) {
        return StreamSupport.stream(data(list).spliterator(), false)
                .map(SessionLifecycleIT::id)
                .toList();
    }
}
