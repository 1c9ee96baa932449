// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** One feed more than there may be. */
class FeedLimitIT {

    @Test
    void isRefusedWith503AndLeavesNoSessionBehind() {
        try (ConfigurableApplicationContext application = Start.with(
                Map.of("SIGHTGLASS_INGEST_MAX_FEEDS", "1"),
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.ingest.allowed-hosts=127.0.0.1",
                "--sightglass.ingest.allow-private-addresses=true")) {
            Api api = new Api(
                    port(application, "local.server.port"),
                    port(application, "local.management.port"),
                    application.getBean(ApiKeys.class),
                    null);

            HttpResponse<byte[]> first = api.post("/sessions", Api.onNothing());
            HttpResponse<byte[]> second = api.post("/sessions", Api.onNothing());

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).contains("10");
            assertThat(Api.json(second).get("code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(Api.json(second).get("detail").asText()).isEqualTo("session:tooManyFeeds");
            assertThat(application.getBean(Sessions.class).counts())
                    .containsEntry(SessionState.ASSIGNED, 1)
                    .containsEntry(SessionState.CANCELLED, 0);
        }
    }

    @Test
    void isRefusedBeforeAnythingIsWrittenWhereTheMachineHasNoCapacity() {
        // One per cent of any machine of ours is less than a feed takes.
        try (ConfigurableApplicationContext application = Start.with(
                Map.of("SIGHTGLASS_INGEST_MAX_CPU", "1"),
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.ingest.allowed-hosts=127.0.0.1",
                "--sightglass.ingest.allow-private-addresses=true")) {
            Api api = new Api(
                    port(application, "local.server.port"),
                    port(application, "local.management.port"),
                    application.getBean(ApiKeys.class),
                    null);

            HttpResponse<byte[]> refused = api.post("/sessions", Api.onNothing());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
            assertThat(Api.json(refused).get("detail").asText()).isEqualTo("session:noCapacity");
            assertThat(application.getBean(Sessions.class).counts().values()).containsOnly(0);
        }
    }

    private static int port(ConfigurableApplicationContext application, String name) {
        return application.getEnvironment().getRequiredProperty(name, Integer.class);
    }
}
