// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.access.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code GET /me} and the keys of a workspace over HTTP. */
@ShippedApplication
class KeysIT {
    private static final String KEYS = "/workspaces/default/api-keys";
    private static final String BODY =
            "{\"label\":\" feeder \",\"environment\":\"TEST\",\"scopes\":[\"sessions:read\",\"wallet:read\"]}";
    private static final Envelope.Expected REVOKED =
            new Envelope.Expected(401, "REVOKED_API_KEY", "API key was revoked", "key:revoked");
    private static final Envelope.Expected KEY_NOT_FOUND =
            new Envelope.Expected(404, "NOT_FOUND", "Not found", "key:notFound");

    @Autowired
    Api api;

    @Autowired
    ApiKeys keys;

    @Autowired
    ShiftedClock clock;

    @AfterEach
    void unshift() {
        clock.shiftTo(Duration.ZERO);
    }

    private HttpResponse<byte[]> as(String credential, String path) {
        return api.send(api.anonymous(path).header("Authorization", "Bearer " + credential));
    }

    private JsonNode minted() {
        return Api.json(api.post(KEYS, BODY)).get("data");
    }

    private JsonNode listed(String id) {
        for (JsonNode key : Api.json(api.get(KEYS)).get("data")) {
            if (key.get("id").asText().equals(id)) {
                return key;
            }
        }
        throw new AssertionError("not listed");
    }

    @Test
    void tellsAKeyWhoItIs() {
        String key = api.keyOf("default", Scope.SESSIONS_READ);

        JsonNode me = Api.json(as(key, "/me")).get("data");

        assertThat(me.get("kind").asText()).isEqualTo("api_key");
        assertThat(me.get("workspaceId").asText()).isEqualTo("default");
        assertThat(me.get("environment").asText()).isEqualTo("TEST");
        assertThat(me.get("scopes").toString()).isEqualTo("[\"sessions:read\"]");
        assertThat(me.get("workspace").toString())
                .isEqualTo("{\"id\":\"default\",\"slug\":\"default\",\"name\":\"Default\"}");
        assertThat(UUID.fromString(me.get("keyId").asText())).isNotNull();
    }

    @Test
    void tellsAKeyOfAnUnknownWorkspaceSo() {
        assertThat(Api.json(as(api.keyOf("strangers"), "/me"))
                        .at("/data/workspace")
                        .isNull())
                .isTrue();
    }

    @Test
    void tellsAPersonInTheShapeOfAWalletSession() {
        assertThat(Api.json(as(Jwts.of("default", "VIEWER", null), "/me"))
                        .get("data")
                        .toString())
                .isEqualTo("{\"kind\":\"wallet_session\",\"walletAddress\":\"alice\",\"activeWorkspaceId\":\"default\","
                        + "\"activeRole\":\"VIEWER\",\"workspaces\":[{\"id\":\"default\",\"slug\":\"default\","
                        + "\"name\":\"Default\",\"role\":\"VIEWER\"}]}");
        assertThat(Api.json(as(Jwts.of(null, "OWNER", null), "/me")).get("data").toString())
                .isEqualTo("{\"kind\":\"wallet_session\",\"walletAddress\":\"alice\",\"activeWorkspaceId\":null,"
                        + "\"activeRole\":\"OWNER\",\"workspaces\":[]}");
    }

    @Test
    void mintsAKeyThatWorksAndShowsItOnce() {
        JsonNode key = minted();

        String plaintext = key.get("plaintext").asText();
        assertThat(plaintext)
                .startsWith("lxxn_test_")
                .startsWith(key.get("prefix").asText());
        assertThat(key.get("label").asText()).isEqualTo("feeder");
        assertThat(key.get("createdByWallet").asText()).isEqualTo("bootstrap");
        assertThat(key.get("lastUsedAt").isNull()).isTrue();
        assertThat(key.get("revokedAt").isNull()).isTrue();
        assertThat(key.get("gracePeriodEnd").isNull()).isTrue();
        assertThat(Api.json(as(plaintext, "/me")).at("/data/scopes").toString())
                .isEqualTo("[\"sessions:read\",\"wallet:read\"]");
        assertThat(Api.text(api.get(KEYS))).doesNotContain(plaintext).doesNotContain("plaintext");
    }

    @Test
    void listsTheNewestFirst() {
        String first = minted().get("id").asText();
        clock.shiftTo(Duration.ofSeconds(1));
        String second = minted().get("id").asText();

        List<String> ids = Api.json(api.get(KEYS)).get("data").findValuesAsText("id");

        assertThat(ids.indexOf(second)).isLessThan(ids.indexOf(first));
    }

    @Test
    void letsAnOwnerMintAndNamesTheOwner() {
        HttpResponse<byte[]> answer = api.send(api.anonymous(KEYS)
                .header("Authorization", "Bearer " + Jwts.of("default", "OWNER", null))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY)));

        assertThat(Api.json(answer).at("/data/createdByWallet").asText()).isEqualTo("alice");
    }

    @Test
    void letsNobodyHandOutAScopeThatIsNotTheirOwn() {
        HttpResponse<byte[]> answer = api.send(api.anonymous(KEYS)
                .header("Authorization", "Bearer " + Jwts.of("default", "OWNER", "sessions:read"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY)));

        assertThatAnswer(answer, Envelope.notAuthorized("scope:walletRead"));
    }

    @Test
    void saysWhyAnOrdinaryKeyAndAForeignOwnerMayNot() {
        assertThatAnswer(as(api.keyOf("default", Scope.values()), KEYS), Envelope.notAuthorized("caller:notAllowed"));
        assertThatAnswer(
                as(Jwts.of("default", "OWNER", null), "/workspaces/strangers/api-keys"),
                new Envelope.Expected(
                        403,
                        "WORKSPACE_MISMATCH",
                        "Workspace does not match the credential",
                        "workspace:workspaceMismatch"));
        assertThatAnswer(
                api.get("/workspaces/strangers/api-keys"),
                new Envelope.Expected(404, "WORKSPACE_NOT_FOUND", "Workspace not found", "workspace:notFound"));
    }

    @Test
    void revokesAKeyAfterAMinuteOfGrace() {
        JsonNode key = minted();
        String id = key.get("id").asText();
        String plaintext = key.get("plaintext").asText();

        JsonNode revoked =
                Api.json(api.postNothing(KEYS + "/" + id + "/revoke")).get("data");

        Instant revokedAt = Instant.parse(revoked.get("revokedAt").asText());
        assertThat(revoked.get("gracePeriodEnd").asText())
                .startsWith(revokedAt.plusSeconds(60).toString().substring(0, 19));
        assertThat(as(plaintext, "/me").statusCode()).isEqualTo(200);
        clock.shiftTo(Duration.ofSeconds(60));
        assertThatAnswer(as(plaintext, "/me"), REVOKED);
        assertThat(listed(id).get("revokedAt")).isEqualTo(revoked.get("revokedAt"));
    }

    @Test
    void keepsTheFirstRevocation() {
        String path = KEYS + "/" + minted().get("id").asText() + "/revoke";
        JsonNode first = Api.json(api.postNothing(path)).at("/data/revokedAt");
        clock.shiftTo(Duration.ofSeconds(30));

        assertThat(Api.json(api.postNothing(path)).at("/data/revokedAt")).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "x", "1-1-1-1-1", "%20"})
    void findsNoKeyOfAnotherId(String id) {
        assertThatAnswer(api.postNothing(KEYS + "/" + id + "/revoke"), KEY_NOT_FOUND);
    }

    @Test
    void findsNoKeyOfAnotherWorkspace() {
        String plaintext = api.keyOf("strangers");
        String id = Api.json(as(plaintext, "/me")).at("/data/keyId").asText();

        assertThatAnswer(api.postNothing(KEYS + "/" + id + "/revoke"), KEY_NOT_FOUND);
        assertThat(as(plaintext, "/me").statusCode()).isEqualTo(200);
    }

    @Test
    void showsWhenAKeyWasLastUsed() {
        JsonNode key = minted();
        Instant before = clock.instant().minusMillis(1);
        as(key.get("plaintext").asText(), "/me");

        keys.flushUses();

        String lastUsedAt = listed(key.get("id").asText()).get("lastUsedAt").asText();
        assertThat(Instant.parse(lastUsedAt)).isBetween(before, clock.instant());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                        | label",
                "{'label':'','environment':'TEST','scopes':['sessions:read']}              | label",
                "{'label':'   ','environment':'TEST','scopes':['sessions:read']}           | label",
                "{'label':'a\\nb','environment':'TEST','scopes':['sessions:read']}         | label",
                "{'label':7,'environment':'TEST','scopes':['sessions:read']}               | label",
                "{'label':'x','scopes':['sessions:read']}                                  | environment",
                "{'label':'x','environment':'LIVE','scopes':['sessions:read']}             | environment",
                "{'label':'x','environment':'test','scopes':['sessions:read']}             | environment",
                "{'label':'x','environment':'TEST'}                                        | scopes",
                "{'label':'x','environment':'TEST','scopes':[]}                            | scopes",
                "{'label':'x','environment':'TEST','scopes':[null]}                        | scopes",
                "{'label':'x','environment':'TEST','scopes':['sessions:fly']}              | scopes",
                "{'label':'x','environment':'TEST','scopes':'sessions:read'}               | scopes",
                "{'label':'x','environment':'TEST','scopes':['sessions:read'],'owner':'y'} | owner",
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        assertThatAnswer(api.post(KEYS, body.replace('\'', '"')), Envelope.invalidInput("key:" + field));
    }

    @Test
    void takesALabelOf80Characters() {
        assertThat(api.post(KEYS, withLabel("x".repeat(80))).statusCode()).isEqualTo(200);
        assertThatAnswer(api.post(KEYS, withLabel("x".repeat(81))), Envelope.invalidInput("key:label"));
    }

    private static String withLabel(String label) {
        return Api.json(Map.of("label", label, "environment", "TEST", "scopes", List.of("wallet:read")));
    }
}
