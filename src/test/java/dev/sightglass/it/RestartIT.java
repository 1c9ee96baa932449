// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.whep.webrtc.WebRtc;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SIGKILL, and a new process on the data of the one before. */
class RestartIT {
    private static final Pattern PRINTED_KEY = Pattern.compile("lxxn_test_\\w+");
    /** Nobody listens there, so a session on it waits. */
    private static final String NOBODY = "http://127.0.0.1:9/whep";

    private static final int ACKNOWLEDGED = 20;

    private final Path data = Workplace.newFolder("data");
    private final WebRtc webRtc = WebRtc.open();
    private final DemoCamera camera =
            new DemoCamera(webRtc::factory, Clock.systemUTC(), new DemoSettings(640, 360, 15, 0));
    private final List<PackagedApplication> started = new ArrayList<>();

    @BeforeEach
    void start() {
        camera.start();
    }

    @AfterEach
    void stop() {
        // One that is left by a failure would go on asking for its feeds.
        started.stream()
                .map(PackagedApplication::process)
                .filter(ChildProcess::isAlive)
                .forEach(ChildProcess::kill);
        camera.close();
        webRtc.close();
    }

    @Test
    void aKilledProcessLeavesKeysAndSessionsToTheNext() {
        PackagedApplication first = startOnData();
        String key = keyPrintedBy(first);
        ApiClient client = new ApiClient(first.base(), key);
        String url = camera.whepUrl().toString();
        String live = client.open(url);
        String ended = client.open(url);
        client.awaitState(ended, "LIVE");
        client.awaitState(live, "LIVE");
        JsonNode end = client.end(ended).json().get("data");
        JsonNode before = client.session(live);
        Sighting seen = client.awaitPicture(live);
        String expiring = client.open(NOBODY, Map.of("waitTimeoutSeconds", 5));
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < ACKNOWLEDGED; i++) {
            acknowledged.add(client.open(NOBODY, Map.of("waitTimeoutSeconds", 3600)));
        }
        first.process().kill();

        PackagedApplication second = startOnData();
        ApiClient again = new ApiClient(second.base(), key);
        assertThat(PRINTED_KEY.matcher(second.output()).find())
                .as("prints a key")
                .isFalse();
        assertThat(acknowledged).allSatisfy(id -> assertThat(again.state(id)).isEqualTo("ASSIGNED"));
        assertStayedLive(again.session(live), before);
        Sighting fresh = again.awaitPicture(live);
        assertThat(fresh.epoch()).as("a new connection").isGreaterThan(seen.epoch());
        assertThat(fresh.etag()).isNotEqualTo(seen.etag());
        assertThat(fresh.counter()).isGreaterThan(seen.counter());
        assertStayedOver(again, ended, end);
        assertExpiredInTime(again, expiring);
        assertThat(again.end(live).status()).isEqualTo(200);
        second.process().kill();

        try (PackagedApplication third = startOnData()) {
            ApiClient last = new ApiClient(third.base(), key);
            assertThat(last.state(live)).isEqualTo("ENDED");
            assertThat(last.frame(live).detail()).isEqualTo("frame:ended");
        }
    }

    @Test
    void theDemoLeavesNothingBehind() {
        Path folder;
        try (PackagedApplication demo = new PackagedApplication(Map.of("SPRING_PROFILES_ACTIVE", "demo"))) {
            folder = demo.process().folder();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private PackagedApplication startOnData() {
        PackagedApplication application = new PackagedApplication(Map.of(
                "SIGHTGLASS_DATA_DIR", data.toString(),
                "SIGHTGLASS_INGEST_ALLOWED_HOSTS", "127.0.0.1",
                "SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES", "true"));
        started.add(application);
        return application;
    }

    private static String keyPrintedBy(PackagedApplication application) {
        Matcher key = PRINTED_KEY.matcher(application.process().standardOutput());
        assertThat(key.find()).as("a first key in%n%s", application.output()).isTrue();
        return key.group();
    }

    private static void assertStayedLive(JsonNode now, JsonNode before) {
        assertThat(now.get("state").textValue()).isEqualTo("LIVE");
        for (String field : List.of("startedAt", "createdAt", "whepUrl", "maxDurationSeconds")) {
            assertThat(now.get(field)).as(field).isEqualTo(before.get(field));
        }
    }

    private static void assertStayedOver(ApiClient client, String id, JsonNode end) {
        JsonNode now = client.session(id);
        for (String field : List.of("state", "startedAt", "endedAt", "cleanSeconds", "chargedMicroUsdc")) {
            assertThat(now.get(field)).as(field).isEqualTo(end.get(field));
        }
        assertThat(client.frame(id).detail()).isEqualTo("frame:ended");
        assertThat(client.end(id).code()).isEqualTo("INVALID_STATE");
    }

    /** At its last moment, whenever the process came to see it. */
    private static void assertExpiredInTime(ApiClient client, String id) {
        client.awaitState(id, "EXPIRED");
        JsonNode now = client.session(id);
        assertThat(Instant.parse(now.get("endedAt").textValue()))
                .isEqualTo(Instant.parse(now.get("createdAt").textValue()).plus(Duration.ofSeconds(5)));
    }
}
