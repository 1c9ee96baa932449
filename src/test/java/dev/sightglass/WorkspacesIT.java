// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.Scope;
import dev.sightglass.access.workspace.ConfiguredWorkspace;
import dev.sightglass.access.workspace.WorkspaceRole;
import dev.sightglass.access.workspace.Workspaces;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The workspaces over HTTP: who may touch which, and what comes back. Single fields have unit tests. */
@ShippedApplication
class WorkspacesIT {
    private static final String ZERO_ADDRESS = "0x0000000000000000000000000000000000000000";
    private static final String CIRCLE =
            "\"coverageLat\":47.60621,\"coverageLng\":-122.33207,\"coverageRadiusMeters\":500";
    private static final String ONLINE = "{\"availabilityState\":\"ONLINE\"," + CIRCLE + "}";
    private static final Envelope.Expected MISMATCH = new Envelope.Expected(
            403, "WORKSPACE_MISMATCH", "Workspace does not match the credential", "workspace:workspaceMismatch");
    private static final Envelope.Expected NOT_FOUND =
            new Envelope.Expected(404, "WORKSPACE_NOT_FOUND", "Workspace not found", "workspace:notFound");

    @Autowired
    Api api;

    @Autowired
    Workspaces workspaces;

    private final String supplier = "supplier-" + UUID.randomUUID().toString().substring(0, 8);
    private String operatorKey = "";

    @BeforeEach
    void addSupplier() {
        workspaces.configure(new ConfiguredWorkspace(supplier, supplier, null, Set.of(WorkspaceRole.SUPPLIER), null));
        operatorKey = api.keyOf(supplier, Scope.SESSIONS_OPERATE);
    }

    private HttpResponse<byte[]> send(String key, String method, String path, String body) {
        return api.send(api.anonymous(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private HttpResponse<byte[]> get(String key, String path) {
        return api.send(api.anonymous(path).header("Authorization", "Bearer " + key));
    }

    private HttpResponse<byte[]> patch(String body) {
        return send(operatorKey, "PATCH", "/workspaces/" + supplier, body);
    }

    private HttpResponse<byte[]> locate(Object sequence) {
        return send(
                operatorKey,
                "POST",
                "/workspaces/" + supplier + "/location",
                Api.json(Map.of("lat", 47.5, "lng", -122.25, "accuracyMeters", 8, "sequence", sequence)));
    }

    private static JsonNode data(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(Api.text(answer)).isEqualTo(200);
        return Api.json(answer).get("data");
    }

    private static String newWorkspace(String slug) {
        return Api.json(Map.of(
                "slug",
                slug,
                "name",
                "Cats",
                "roles",
                new String[] {"SUPPLIER", "CONSUMER"},
                "walletAddress",
                ZERO_ADDRESS,
                "signature",
                "0x00",
                "nonce",
                "00"));
    }

    @Nested
    class Created {

        @Test
        void hasEveryFieldOfTheContract() {
            String slug = "cats-" + UUID.randomUUID();
            slug = slug.substring(0, 20);

            JsonNode made = data(api.post("/workspaces", newWorkspace(slug)));

            assertThat(made.properties().stream().map(Map.Entry::getKey))
                    .containsExactly(
                            "id",
                            "slug",
                            "name",
                            "walletAddress",
                            "roles",
                            "availabilityState",
                            "coverageLat",
                            "coverageLng",
                            "coverageRadiusMeters",
                            "deviceKind",
                            "lastSeenAt",
                            "createdAt",
                            "createdByWallet",
                            "deletedAt",
                            "consistencyToken");
            assertThat(UUID.fromString(made.get("id").asText())).isNotNull();
            assertThat(made.get("roles")).map(JsonNode::asText).containsExactly("CONSUMER", "SUPPLIER");
            assertThat(made.get("walletAddress").asText()).isEqualTo(ZERO_ADDRESS);
            assertThat(made.get("availabilityState").asText()).isEqualTo("OFFLINE");
            assertThat(made.get("coverageLat").isNull()).isTrue();
            assertThat(data(api.get("/workspaces/" + made.get("id").asText()))
                            .get("slug")
                            .asText())
                    .isEqualTo(slug);
        }

        @Test
        void takesNoSlugTwice() {
            assertThatAnswer(
                    api.post("/workspaces", newWorkspace("default")),
                    new Envelope.Expected(
                            409, "CONFLICT", "Request conflicts with the current state", "workspace:slugTaken"));
        }

        @Test
        void needsTheFirstKey() {
            String key = api.keyOf("default", Scope.values());

            assertThatAnswer(
                    send(key, "POST", "/workspaces", newWorkspace("dogs")),
                    Envelope.notAuthorized("caller:notAllowed"));
            assertThatAnswer(
                    api.send(api.anonymous("/workspaces").POST(BodyPublishers.ofString(newWorkspace("dogs")))),
                    Envelope.NOT_AUTHENTICATED);
        }

        @Test
        void namesAWrongField() {
            assertThatAnswer(api.post("/workspaces", newWorkspace("No Slug")), Envelope.invalidInput("workspace:slug"));
        }
    }

    @Nested
    class Seen {

        @Test
        void byItsOwnKeyWithoutAnyScope() {
            String key = api.keyOf(supplier);

            assertThat(data(get(key, "/workspaces/" + supplier)).get("slug").asText())
                    .isEqualTo(supplier);
        }

        @ParameterizedTest
        @ValueSource(strings = {"default", "no-such-workspace", "%20", "abc;x=1", "$%7Bheader.Authorization%7D"})
        void notByAnotherWhetherThereOrNot(String id) {
            assertThatAnswer(get(operatorKey, "/workspaces/" + id), MISMATCH);
            assertThatAnswer(send(operatorKey, "PATCH", "/workspaces/" + id, ONLINE), MISMATCH);
            assertThatAnswer(send(operatorKey, "POST", "/workspaces/" + id + "/location", "{}"), MISMATCH);
        }

        @Test
        void byTheFirstKeyWhichHearsWhatIsNotThere() {
            assertThat(data(api.get("/workspaces/" + supplier)).get("id").asText())
                    .isEqualTo(supplier);
            assertThatAnswer(api.get("/workspaces/no-such-workspace"), NOT_FOUND);
        }

        @Test
        void byAKeyOfAWorkspaceThatIsNotThereAsNotThere() {
            String key = api.keyOf("nowhere", Scope.SESSIONS_OPERATE);

            assertThatAnswer(get(key, "/workspaces/nowhere"), NOT_FOUND);
            assertThatAnswer(send(key, "PATCH", "/workspaces/nowhere", "{}"), NOT_FOUND);
        }

        @Test
        void byNobodyWithoutACredential() {
            assertThatAnswer(api.send(api.anonymous("/workspaces/default")), Envelope.NOT_AUTHENTICATED);
            assertThatAnswer(api.send(api.anonymous("/workspaces")), Envelope.NOT_AUTHENTICATED);
        }

        @Test
        void inAListNotByAKey() {
            assertThatAnswer(api.get("/workspaces"), Envelope.notAuthorized("caller:notAllowed"));
        }
    }

    @Nested
    class Patched {

        @Test
        void goesOnlineAndOfflineAndKeepsItsCircle() {
            JsonNode online = data(patch(ONLINE));
            assertThat(online.get("availabilityState").asText()).isEqualTo("ONLINE");
            assertThat(online.get("coverageRadiusMeters").asDouble()).isEqualTo(500);

            JsonNode offline = data(patch("{\"availabilityState\":\"OFFLINE\",\"deviceKind\":\"DRONE\"}"));
            assertThat(offline.get("availabilityState").asText()).isEqualTo("OFFLINE");
            assertThat(offline.get("coverageLat").asDouble()).isEqualTo(47.60621);
            assertThat(offline.get("deviceKind").asText()).isEqualTo("DRONE");
        }

        @Test
        void byNothingIsAsItWas() {
            JsonNode before = data(get(operatorKey, "/workspaces/" + supplier));

            assertThat(data(patch("{}"))).isEqualTo(before);
        }

        @Test
        void isNotOnlineWithoutAWholeCircle() {
            Envelope.Expected required = Envelope.invalidInput("workspace:coverageRequired");

            assertThatAnswer(patch("{\"availabilityState\":\"ONLINE\"}"), required);
            assertThatAnswer(patch("{\"availabilityState\":\"ONLINE\",\"coverageLat\":1,\"coverageLng\":2}"), required);
            data(patch(ONLINE));
            assertThatAnswer(patch("{\"coverageLng\":null}"), required);
        }

        @Test
        void isNotOnlineAsAConsumer() {
            workspaces.configure(
                    new ConfiguredWorkspace(supplier, supplier, null, Set.of(WorkspaceRole.CONSUMER), null));

            assertThatAnswer(patch(ONLINE), Envelope.notAuthorized("workspace:notSupplier"));
            assertThat(data(patch("{\"name\":\"Just looking\"}")).get("name").asText())
                    .isEqualTo("Just looking");
        }

        @Test
        void namesAWrongProperty() {
            assertThatAnswer(patch("{\"coverageLat\":\"NaN\"}"), Envelope.invalidInput("workspace:coverageLat"));
            assertThatAnswer(patch("{\"slug\":\"cats\"}"), Envelope.invalidInput("workspace:slug"));
            assertThatAnswer(patch("{\"availabilityState\":NaN}"), Envelope.invalidInput("request:body"));
            assertThatAnswer(patch(""), Envelope.invalidInput("request:body"));
        }

        @Test
        void needsTheScopeOfAnOperator() {
            String key = api.keyOf(supplier, Scope.SESSIONS_READ, Scope.SESSIONS_CREATE);

            assertThatAnswer(
                    send(key, "PATCH", "/workspaces/" + supplier, "{}"),
                    Envelope.notAuthorized("scope:sessionsOperate"));
        }

        @Test
        void takesNothingButJson() {
            HttpResponse<byte[]> answer = api.send(api.anonymous("/workspaces/" + supplier)
                    .header("Authorization", "Bearer " + operatorKey)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method("PATCH", BodyPublishers.ofString("name=Cats")));

            assertThat(answer.statusCode()).isEqualTo(415);
        }
    }

    @Nested
    class Located {
        private static final Envelope.Expected OUT_OF_ORDER = new Envelope.Expected(
                409, "CONFLICT", "Request conflicts with the current state", "workspace:sequence");

        @Test
        void isLastSeenThenAndStaysWhereItsCircleIs() {
            data(patch(ONLINE));

            JsonNode seen = data(locate(0));

            assertThat(seen.get("lastSeenAt").asText()).endsWith("Z");
            assertThat(seen.get("coverageLat").asDouble()).isEqualTo(47.60621);
        }

        @Test
        void onlyEverForward() {
            data(locate("9007199254740993"));

            assertThatAnswer(locate("9007199254740993"), OUT_OF_ORDER);
            assertThatAnswer(locate(17), OUT_OF_ORDER);
            data(locate(Long.MAX_VALUE));
        }

        @Test
        void needsToBeASupplierWithTheScope() {
            String reader = api.keyOf(supplier, Scope.SESSIONS_READ);
            assertThatAnswer(
                    send(reader, "POST", "/workspaces/" + supplier + "/location", "{}"),
                    Envelope.notAuthorized("scope:sessionsOperate"));
            workspaces.configure(
                    new ConfiguredWorkspace(supplier, supplier, null, Set.of(WorkspaceRole.CONSUMER), null));

            assertThatAnswer(locate(1), Envelope.notAuthorized("workspace:notSupplier"));
        }

        @Test
        void namesAWrongField() {
            assertThatAnswer(locate(-1), Envelope.invalidInput("workspace:sequence"));
        }
    }

    @Test
    void asksForNoSessionsAsASupplierNorOperatesThemAsAConsumer() {
        String asked = "{\"lat\":10,\"lng\":20,\"maxDurationSeconds\":60}";
        String key = api.keyOf(supplier, Scope.values());
        assertThatAnswer(send(key, "POST", "/sessions", asked), Envelope.notAuthorized("workspace:notConsumer"));
        String id = data(api.post("/sessions", asked)).get("id").asText();
        workspaces.configure(new ConfiguredWorkspace(supplier, supplier, null, Set.of(WorkspaceRole.CONSUMER), null));

        assertThatAnswer(
                send(key, "POST", "/sessions/" + id + "/accept", "{}"),
                Envelope.notAuthorized("workspace:notSupplier"));
    }

    @Test
    void spendsNoMoreThanItMay() {
        String asked = "{\"lat\":10,\"lng\":20,\"maxDurationSeconds\":60}";
        String key = api.keyOf(supplier, Scope.SESSIONS_CREATE);
        configureConsumer(60_000L);

        data(send(key, "POST", "/sessions", asked));

        assertThat(Api.json(send(key, "POST", "/sessions", asked)).get("code").asText())
                .isEqualTo("INSUFFICIENT_CREDIT");
    }

    @Test
    void keepsTheQuoteOfASessionThatItCannotPay() {
        String key = api.keyOf(supplier, Scope.SESSIONS_CREATE, Scope.PRICING_READ);
        configureConsumer(59_999L);
        String quoteId = data(get(key, "/pricing/quote?lat=10&lng=20&durationSeconds=60"))
                .get("quoteId")
                .asText();
        String asked = "{\"lat\":10,\"lng\":20,\"maxDurationSeconds\":60,\"quoteId\":\"" + quoteId + "\"}";
        assertThat(Api.json(send(key, "POST", "/sessions", asked)).get("code").asText())
                .isEqualTo("INSUFFICIENT_CREDIT");

        configureConsumer(60_000L);

        data(send(key, "POST", "/sessions", asked));
    }

    private void configureConsumer(long spendingLimit) {
        workspaces.configure(
                new ConfiguredWorkspace(supplier, supplier, null, Set.of(WorkspaceRole.CONSUMER), spendingLimit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void answersOtherMethodsAsNotAllowed(String method) {
        HttpResponse<byte[]> answer = send(operatorKey, method, "/workspaces/" + supplier, "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("").split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD", "PATCH", "OPTIONS");
    }

    @Test
    void showsAnybodyWhereOperatorsAreButNotWhich() {
        data(patch(ONLINE));

        HttpResponse<byte[]> answer = api.send(api.anonymous("/coverage"));

        assertThat(data(answer))
                .anySatisfy(area -> assertThat(area.toString())
                        .isEqualTo("{\"lat\":47.61,\"lng\":-122.33,\"radiusMeters\":2000.0,\"deviceKind\":null}"));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=5");
        assertThat(Api.text(answer)).doesNotContain(supplier, "60621");
        data(patch("{\"availabilityState\":\"OFFLINE\"}"));
    }

    @Test
    void tellsAnybodyThatItIsWell() {
        JsonNode health = data(api.send(api.anonymous("/health")));

        assertThat(health.properties().stream().map(Map.Entry::getKey))
                .containsExactly("ok", "surface", "version", "buildSha");
        assertThat(health.get("ok").asBoolean()).isTrue();
        assertThat(health.get("surface").asText()).isEqualTo("sightglass");
        assertThat(health.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(health.get("buildSha").asText()).matches("unknown|[0-9a-f]{7,40}");
    }

    @Test
    void tellsAnybodyThatThereIsNoChain() {
        JsonNode config = data(api.send(api.anonymous("/config")));

        assertThat(config.toString())
                .isEqualTo("{\"environment\":\"TEST\",\"chainId\":0,\"chainName\":\"none\",\"rpcUrl\":\"\","
                        + "\"explorerUrl\":\"\",\"usdcAddress\":\"" + ZERO_ADDRESS + "\",\"settlementAddress\":\""
                        + ZERO_ADDRESS + "\"}");
    }
}
