// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sightglass.whep.testing.Reply;
import dev.sightglass.whep.testing.TestWhepServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged application with a secret in every field that can hold one, its own loggers at TRACE with everything that an event
 * carries: used and misused, it lets none of them out.
 */
class SecretsIT {
    private static final String API = "/api/v1";
    private static final String AUTHORIZED = "Bearer " + Canaries.KEY;
    private static final String EVENTS = API + "/video/events/";
    private static final Pattern ICE_PASSWORD = Pattern.compile("a=ice-pwd:(\\S+)");

    /** Lines of a class histogram: what a logging library keeps of an event, its exception included; no arrays of them, of which there are empty constants. */
    private static final Pattern LOG_EVENT = Pattern.compile(
            "\\sch\\.qos\\.logback\\.classic\\.spi\\.(LoggingEvent|ThrowableProxy)\\b|\\sjava\\.util\\.logging\\.LogRecord\\b");

    /** All that is known of an event: context, key-value pairs, thread, the whole trace. */
    private static final String EVERYTHING = "%d %p [%t] %c %X %kvp %marker : %m%n%xEx";

    /** What is a secret by its nature, besides what is named canary: what was made while the test ran. */
    private final Set<String> made = new HashSet<>(Set.of("canary", "ice-pwd:", "ice-ufrag:", "/whep", "/whip"));

    private final SoftAssertions leaks = new SoftAssertions();
    private final CanaryServer server = new CanaryServer();
    private final TestWhepServer camera = new TestWhepServer();
    private final PackagedApplication application = new PackagedApplication(environment());
    private final CanaryCalls calls = new CanaryCalls(application.base());
    private final ApiClient client = application.client();

    SecretsIT() throws Exception {}

    private Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        CanarySettings.OURS.forEach((setting, canary) -> all.put(CanarySettings.variable(setting), canary));
        all.put("SPRING_DATASOURCE_PASSWORD", "canary-database-password");
        all.put("SIGHTGLASS_FEEDS_0_NAME", "gate");
        all.put("SIGHTGLASS_VIDEO_BACKEND", "cloudflare");
        all.put("SIGHTGLASS_VIDEO_CLOUDFLARE_ACCOUNT_ID", "account");
        all.put("SIGHTGLASS_VIDEO_CLOUDFLARE_BASE_URL", server.cloudflareUrl());
        all.put("SIGHTGLASS_ACCESS_JWT_ISSUER_URI", "https://issuer.example.org");
        all.put("SIGHTGLASS_ACCESS_JWT_AUDIENCES", "tests");
        all.put("SIGHTGLASS_INGEST_ALLOWED_HOSTS", "127.0.0.1");
        all.put("SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES", "true");
        all.put("LOGGING_LEVEL_DEV_SIGHTGLASS", "TRACE");
        all.put("LOGGING_PATTERN_CONSOLE", EVERYTHING);
        return all;
    }

    @AfterEach
    void stop() throws Exception {
        application.close();
        camera.close();
        server.close();
    }

    @Test
    void noSecretComesOutWhateverIsDoneWithIt() throws Exception {
        String live = openLive();
        List<String> faulty = openFaulty();
        callWithKeysAndTokens();
        deliverWebhooks();
        startMarketplaceSessions();
        useMcp(live);
        sendNonsense(live);
        for (String id : faulty) {
            client.awaitFeed(id, "failed", feed -> feed.path("reason").isTextual());
        }
        made.addAll(server.icePasswords());

        try (RunningJvm jvm = new RunningJvm(application.process().pid())) {
            assertClean("threads", jvm.threads());
            assertClean("attributes of MBeans", jvm.attributes());
            await("no log event stays in the heap")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(jvm.histogram().lines().filter(LOG_EVENT.asPredicate()))
                            .isEmpty());
        }
        assertClean("metrics", application.observed("/observe/metrics"));
        assertClean("health", application.observed("/observe/health"));
        assertClean("an unknown path of the management port", application.observed("/observe/env?token=canary-query"));
        client.endAll();
        faulty.forEach(id -> calls.call("DELETE", API + "/sessions/" + id, AUTHORIZED, ""));
        application.close();
        leaks.assertThat(calls.accepted()).as("calls that were to be refused").isEmpty();
        assertThat(calls.refusals()).hasSizeGreaterThan(50);
        calls.refusals().forEach(said -> assertClean("an answer", said));
        assertThat(application.output()).contains("event=session-live", "event=whep-session-left", "session=");
        assertClean("the log", application.output());
        leaks.assertAll();
    }

    /** A feed that shows pictures; everything that the server says of it is a secret. */
    private String openLive() {
        camera.reply(
                Reply.edited(this::noted)
                        .with("ETag", "\"canary-etag\"")
                        .with("Location", "/canary-session?token=canary-location")
                        .with(
                                "Link",
                                "<turn:127.0.0.1:9>; rel=\"ice-server\"; username=\"canary-user\"; credential=\"canary-credential\""));
        String url = camera.base() + "/" + Canaries.PATH + "/whep?token=canary-query";
        String id = client.open(url, Map.of("whepToken", Canaries.TOKEN));
        client.awaitState(id, "LIVE");
        await("a picture")
                .atMost(ApiClient.PATIENCE)
                .until(() -> client.frame(id).status() == 200);
        assertThat(client.session(id).get("whepUrl").textValue()).isEqualTo(url);
        return id;
    }

    private String noted(String answer) {
        Matcher password = ICE_PASSWORD.matcher(answer);
        while (password.find()) {
            made.add(password.group(1));
        }
        return answer;
    }

    /** Feeds that fail, each in its own way. */
    private List<String> openFaulty() {
        List<String> ids = new ArrayList<>();
        for (String fault : CanaryServer.FAULTS) {
            ids.add(client.open(server.whepUrl(fault), Map.of("whepToken", Canaries.TOKEN)));
        }
        ids.add(client.open("http://127.0.0.1:9/" + Canaries.PATH, Map.of("whepToken", Canaries.TOKEN)));
        return ids;
    }

    private void callWithKeysAndTokens() throws JOSEException {
        String keys = API + "/workspaces/default/api-keys";
        JsonNode key = calls.call(
                        "POST",
                        keys,
                        AUTHORIZED,
                        "{\"label\":\"test\",\"environment\":\"TEST\",\"scopes\":[\"sessions:read\"]}")
                .json()
                .get("data");
        String plaintext = key.get("plaintext").textValue();
        made.add(plaintext);
        calls.refused("POST", keys, credential("Bearer " + plaintext), "{}");
        calls.call("POST", keys + "/" + key.get("id").textValue() + "/revoke", AUTHORIZED, "");
        calls.refused("POST", keys, credential(AUTHORIZED), "{\"label\":\"canary-" + "x".repeat(300) + "\"}");

        String good = jwt(Canaries.JWT_SECRET, Instant.now().plusSeconds(600));
        assertThat(calls.call("GET", API + "/me", "Bearer " + good, "").status())
                .isEqualTo(200);
        for (String bad : List.of(
                jwt(Canaries.JWT_SECRET, Instant.now().minusSeconds(600)),
                jwt("canary-another-secret-0123456789-0123456789", Instant.now().plusSeconds(600)),
                good.substring(0, good.lastIndexOf('.')) + ".canary",
                "eyJcanary.eyJcanary.canary",
                "canary-unknown-key",
                "lxxn_test_canaryUnknown0123456789",
                "canary " + Canaries.KEY,
                "canary" + "x".repeat(3000))) {
            made.add(bad);
            calls.refused("GET", API + "/me", credential("Bearer " + bad), "");
        }
        calls.refused("GET", API + "/me", credential("Basic Y2FuYXJ5OmNhbmFyeQ=="), "");
        calls.refused("GET", API + "/me?token=" + Canaries.KEY, Map.of(), "");
        calls.refused("GET", API + "/me", credential(AUTHORIZED + "x".repeat(20_000)), "");
    }

    private String jwt(String secret, Instant expiresAt) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("https://issuer.example.org")
                .audience("tests")
                .subject("alice")
                .expirationTime(Date.from(expiresAt))
                .claim("workspace_id", "default")
                .claim("role", "OWNER")
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        jwt.sign(new MACSigner(secret));
        String text = jwt.serialize();
        made.add(text.substring(text.lastIndexOf('.') + 1));
        return text;
    }

    private void deliverWebhooks() {
        String event = Http.text(Map.of(
                "data",
                Map.of(
                        "input_id",
                        "canary-input",
                        "event_type",
                        "live_input.connected",
                        "updated_at",
                        Instant.now().toString())));
        Map<String, String> known =
                Map.of("cf-webhook-auth", Canaries.WEBHOOK_SECRET, "Content-Type", "application/json");
        String path = EVENTS + Canaries.WEBHOOK_TOKEN;
        assertThat(calls.call("POST", path, known, event).status()).isEqualTo(200);
        calls.refused("POST", path, known, "{\"canary\":");
        calls.call("POST", path, known, "[\"canary\"]");
        calls.refused("POST", path + "-wrong?token=canary-query", known, event);
        calls.refused("POST", EVENTS + "canary/" + Canaries.WEBHOOK_TOKEN, known, event);
        calls.refused("PUT", path, known, event);
        calls.refused("POST", path, Map.of("cf-webhook-auth", "canary-wrong"), event);
        calls.refused("POST", path, Map.of("Webhook-Signature", "time=1,sig1=canary"), event);
        calls.refused("POST", path, known, "{\"canary\":\"" + "x".repeat(100_000) + "\"}");
    }

    /** The first call of the API fails and repeats our token, the second makes an input, whose feed fails. */
    private void startMarketplaceSessions() {
        String id = calls.call("POST", API + "/sessions", AUTHORIZED, "{\"lat\":1,\"lng\":2,\"maxDurationSeconds\":60}")
                .json()
                .at("/data/id")
                .textValue();
        String session = API + "/sessions/" + id;
        assertThat(calls.call("POST", session + "/accept", AUTHORIZED, "").status())
                .isEqualTo(200);
        assertThat(calls.call("POST", session + "/start", AUTHORIZED, "").status())
                .isEqualTo(502);
        assertThat(calls.call("POST", session + "/start", AUTHORIZED, "").status())
                .isEqualTo(200);
        calls.call("GET", session + "/viewer-token?token=canary", AUTHORIZED, "");
        calls.call("GET", session + "/producer-token", AUTHORIZED, "");
        client.awaitFeed(id, "failed", feed -> feed.path("reason").isTextual());
        assertThat(calls.call("DELETE", session, AUTHORIZED, "").status()).isEqualTo(200);
    }

    private void useMcp(String live) {
        Http.Answer hello = calls.call(
                "POST",
                "/mcp",
                CanaryCalls.mcpHeaders("canary-session"),
                Http.text(Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1,
                        "method",
                        "initialize",
                        "params",
                        Map.of(
                                "protocolVersion", "2025-11-25",
                                "capabilities", Map.of(),
                                "clientInfo", Map.of("name", "test", "version", "1")))));
        String sessionId = hello.header("Mcp-Session-Id");
        made.add(sessionId);
        String open = server.whepUrl("none");
        tool(sessionId, "open_session", Map.of("whep_url", open, "whep_token", Canaries.TOKEN));
        tool(sessionId, "open_session", Map.of("whep_url", "http://10.0.0.1/canary", "whep_token", Canaries.TOKEN));
        tool(sessionId, "open_session", Map.of("whep_url", "canary:\\no url", "whep_token", "canary \n"));
        tool(sessionId, "open_session", Map.of("whep_url", List.of(open), "whep_token", 7));
        tool(sessionId, "get_session", Map.of("session_id", "canary-id"));
        tool(sessionId, "get_frame", Map.of("session_id", live, "format", "canary"));
        tool(sessionId, "list_sessions", Map.of("limit", "canary"));
        calls.mcp(sessionId, Map.of("jsonrpc", "2.0", "id", 3, "method", "tools/call", "params", List.of("canary")));
        calls.refused("POST", "/mcp", CanaryCalls.mcpHeaders(sessionId), "{\"canary\":");
        calls.refused(
                "POST",
                "/mcp?token=canary",
                CanaryCalls.mcpHeaders("canary-session"),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        calls.refused("GET", "/mcp", CanaryCalls.mcpHeaders(sessionId), "");
    }

    private void tool(String sessionId, String name, Map<String, ?> arguments) {
        calls.mcp(
                sessionId,
                Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        2,
                        "method",
                        "tools/call",
                        "params",
                        Map.of("name", name, "arguments", arguments)));
    }

    private void sendNonsense(String live) {
        String sessions = API + "/sessions";
        String url = server.whepUrl("none");
        for (String body : List.of(
                "{\"whepUrl\":\"" + url,
                "{\"whepUrl\":\"" + url + "\",\"whepToken\":\"canary\n\"}",
                "{\"whepUrl\":\"" + url + "\",\"whepToken\":\"canary token\"}",
                "{\"whepUrl\":\"" + url + "\",\"whepToken\":\"canary" + "x".repeat(5000) + "\"}",
                "{\"whepUrl\":\"" + url + "\",\"whepToken\":{\"canary\":\"canary\"}}",
                "{\"whepUrl\":[\"" + url + "\"]}",
                "{\"whepUrl\":\"" + url + "\",\"maxDurationSeconds\":-1}",
                "{\"whepUrl\":\"" + url + "\",\"colorMatrix\":\"canary\"}",
                "{\"whepUrl\":\"" + url + "\"} canary",
                "{\"whepUrl\":\"http://canary-user:canary-password@127.0.0.1/canary\"}",
                "{\"whepUrl\":\"http://10.1.2.3/canary?token=canary\"}",
                "{\"whepUrl\":\"http://[::1/canary\"}",
                "{\"whepUrl\":\"canary://canary\"}",
                "{\"whepUrl\":\"http://127.0.0.1/" + "canary".repeat(2000) + "\"}",
                "{\"whepToken\":\"canary\",\"lat\":1,\"lng\":2,\"maxDurationSeconds\":60}",
                "\"canary\"",
                "canary")) {
            calls.refused("POST", sessions, json(AUTHORIZED), body);
        }
        calls.refused("POST", sessions, credential(AUTHORIZED), "{\"whepUrl\":\"" + url + "\"}");
        calls.refused("GET", sessions + "/canary?token=canary-query", credential(AUTHORIZED), "");
        for (String query :
                List.of("maxBytes=canary", "format=canary", "roi=canary", "since=canary", "token=canary&quality=0")) {
            calls.refused("GET", sessions + "/" + live + "/frame?" + query, credential(AUTHORIZED), "");
        }
        calls.refused(
                "GET",
                sessions + "/" + live + "/frame",
                Map.of("Authorization", AUTHORIZED, "Accept", "canary/type"),
                "");
        calls.refused(
                "GET",
                sessions + "/" + live,
                Map.of("Authorization", AUTHORIZED, "x-lx-consistency-token", "canary"),
                "");
        calls.refused("GET", API + "/canary?token=canary-query", credential(AUTHORIZED), "");
        calls.refused("GET", "/canary?token=canary-query", credential(AUTHORIZED), "");
        calls.raw("GET /api/v1/sessions?token=canary{} HTTP/1.1\r\nHost: x\r\n\r\n");
        calls.raw("GET /api/v1/sessions/" + live
                + "/frame?token=%zzcanary HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        calls.raw("POST " + EVENTS + Canaries.WEBHOOK_TOKEN + "{} HTTP/1.1\r\nHost: x\r\n\r\n");
        calls.raw("GET /api/v1/sessions HTTP/9.canary\r\nHost: x\r\n\r\n");
        calls.raw("CANARY /api/v1/sessions HTTP/1.1\r\nHost: canary host\r\nAuthorization: " + AUTHORIZED + "\r\n\r\n");
        calls.raw("GET /api/v1/sessions HTTP/1.1\r\nHost: x\r\ncanary " + AUTHORIZED + "\r\n\r\n");
        calls.raw(
                "GET /api/v1/sessions HTTP/1.1\r\nHost: x\r\nCookie: canary=\"canary\r\nContent-Length: canary\r\n\r\n");
        calls.raw("POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nAuthorization: "
                + AUTHORIZED + "\r\nContent-Type: application/json\r\n\r\ncanary\r\n");
    }

    private static Map<String, String> credential(String credential) {
        return Map.of("Authorization", credential);
    }

    private static Map<String, String> json(String credential) {
        return Map.of("Authorization", credential, "Content-Type", "application/json");
    }

    private void assertClean(String where, String text) {
        List<String> dirty = text.lines()
                .filter(line -> made.stream()
                        .anyMatch(secret -> line.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT))))
                .toList();
        leaks.assertThat(dirty).as("lines with a secret in %s", where).isEmpty();
    }
}
