// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static dev.sightglass.Envelope.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.sightglass.access.ApiKeys;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A running application that loses its database: it says so, and lets nobody in whom it does not know. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayIT {
    private static final Envelope.Expected AWAY =
            new Envelope.Expected(503, "UNAVAILABLE", "Service temporarily unavailable", "database:unavailable");

    private ConfigurableApplicationContext application;
    private Api api;

    @BeforeEach
    void start() {
        application = Start.with(
                Map.of("SIGHTGLASS_INGEST_ALLOWED_HOSTS", "127.0.0.1"),
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.ingest.allow-private-addresses=true");
        Environment environment = application.getEnvironment();
        api = new Api(
                environment.getRequiredProperty("local.server.port", Integer.class),
                environment.getRequiredProperty("local.management.port", Integer.class),
                application.getBean(ApiKeys.class),
                null);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void answers503AndIsNotReady() {
        loseDatabase();

        HttpResponse<byte[]> answer = api.get("/sessions/00000000-0000-4000-8000-000000000000");
        assertThatAnswer(answer, AWAY);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThatAnswer(api.post("/sessions", Api.onNothing()), AWAY);
        assertThat(api.observe("/health/ready").statusCode()).isEqualTo(503);
        assertThat(api.observe("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void saysSoInALineAndNotInATraceForEachSweep(CapturedOutput output) {
        loseDatabase();
        assertThatAnswer(api.get("/sessions/00000000-0000-4000-8000-000000000000"), AWAY);

        await().atMost(Duration.ofSeconds(60)).until(() -> output.getOut().contains("event=sweep-failed"));

        assertThat(output.getOut())
                .contains("event=database-error error=org.springframework.")
                .doesNotContain("\tat ");
    }

    private void loseDatabase() {
        application.getBean(HikariDataSource.class).close();
    }
}
