// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.HostileUrls;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The table of hostile URLs as a caller's {@code whepUrl}, with the address rules as they are by default, but for any host. */
class HostileUrlsIT {

    @Test
    void areRefusedBeforeAnybodyIsContacted() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 50);
                ConfigurableApplicationContext application = Start.withBean(
                        AddressPolicy.class,
                        HostileUrls.strict(),
                        "--sightglass.access.bootstrap-key=" + Api.KEY,
                        "--sightglass.limit.requests-per-second=0",
                        "--sightglass.limit.workspace-requests-per-second=0")) {
            Api api = new Api(
                    port(application, "local.server.port"),
                    port(application, "local.management.port"),
                    application.getBean(ApiKeys.class),
                    null);

            for (HostileUrls.Row row : HostileUrls.rows(trap.getLocalPort())) {
                HttpResponse<byte[]> answer = api.post("/sessions", Api.json(Map.of("whepUrl", row.url())));

                assertThatAnswer(answer, Envelope.invalidInput("session:whepUrl"));
                assertThat(Api.json(answer).get("hint").asText())
                        .as(row.url())
                        .isEqualTo(
                                "refused by the address rules: " + row.reason().label());
            }

            assertThat(Api.json(api.get("/sessions")).at("/data/items")).isEmpty();
            trap.setSoTimeout(1);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static int port(ConfigurableApplicationContext application, String name) {
        return application.getEnvironment().getRequiredProperty(name, Integer.class);
    }
}
