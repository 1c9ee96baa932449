// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.sightglass.access.ApiKeys;
import dev.sightglass.consistency.ConsistencyToken;
import dev.sightglass.consistency.DataStore;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.OpenSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import dev.sightglass.testdb.OnPostgres;
import dev.sightglass.whep.WhepFeeds;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application on PostgreSQL, by the variables of the manual. */
@ExtendWith({OnPostgres.class, OutputCaptureExtension.class})
class PostgresIT {
    private static final String KEY = "a-key-of-the-environment-1";
    private static final String DATA_KEY = "Jd0vYVYAxN5q5W0mXxJ1s8X0jK6bB3gqkWQm1lYw2nE=";
    private final DataSource database;
    private final Map<String, String> variables;

    PostgresIT(DataSource database) {
        this.database = database;
        HikariDataSource postgres = (HikariDataSource) database;
        variables = Map.of(
                "SIGHTGLASS_DATA_KEY",
                DATA_KEY,
                "SPRING_DATASOURCE_URL",
                postgres.getJdbcUrl() + "&password=canary-in-the-url",
                "SPRING_DATASOURCE_USERNAME",
                "postgres",
                "SPRING_DATASOURCE_PASSWORD",
                "canary-password");
    }

    @Test
    void keepsKeysAndSessionsAndJoinsTheirFeedsAgain(CapturedOutput output) {
        Map<String, String> first = new HashMap<>(variables);
        first.put("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", KEY);
        FeedSource source = FeedSource.of(URI.create("http://127.0.0.1:9/whep/canary-path"), "canary-token");
        Session opened;
        try (ConfigurableApplicationContext application = Start.with(first)) {
            opened = application
                    .getBean(Sessions.class)
                    .open(new OpenSession("default", source, 60, 3600, 47.5, -122.25));
            assertThat(application.getBean(WhepFeeds.class).sessions()).isEmpty();
        }
        assertThat(rows()).contains("v1.").doesNotContain("canary").doesNotContain("whep/");

        try (ConfigurableApplicationContext application = Start.with(variables)) {
            assertThat(application.getBean(ApiKeys.class).authenticate(KEY)).isPresent();
            Session found = application.getBean(Sessions.class).find(opened.id());
            assertThat(found.createdAt()).isEqualTo(opened.createdAt());
            assertThat(found.source()).isEqualTo(source);
            // Behind the start, one after the other.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    application.getBean(WhepFeeds.class).sessions())
                            .containsExactly(opened.id().toString()));
        }
        assertThat(output).doesNotContain("canary").doesNotContain(DATA_KEY);
    }

    /** All sessions as text, as a dump shows them. */
    private String rows() {
        return String.join(
                "\n",
                JdbcClient.create(database)
                        .sql("SELECT sessions::text FROM sessions")
                        .query(String.class)
                        .list());
    }

    @Test
    void readsOnOneProcessWhatATokenOfAnotherNames() {
        Map<String, String> both = new HashMap<>(variables);
        both.put("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", KEY);
        FeedSource source = FeedSource.of(URI.create("http://127.0.0.1:9/whep"), "token");
        try (ConfigurableApplicationContext one = Start.with(both);
                ConfigurableApplicationContext other = Start.with(both)) {
            UUID id = one.getBean(Sessions.class)
                    .open(new OpenSession("default", source, 60, 3600, null, null))
                    .id();
            Sessions others = other.getBean(Sessions.class);
            assertThat(others.find(id).state()).isEqualTo(SessionState.ASSIGNED);
            one.getBean(Sessions.class).cancel(id);
            ConsistencyToken token = one.getBean(DataStore.class).now();

            ConsistencyToken recognised = other.getBean(DataStore.class).recognise(token);

            assertThat(recognised).isEqualTo(token);
            assertThat(others.find(id, recognised).state()).isEqualTo(SessionState.CANCELLED);
        }
    }
}
