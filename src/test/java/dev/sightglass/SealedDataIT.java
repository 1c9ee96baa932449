// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedToken;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.OpenSession;
import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Sessions;
import dev.sightglass.session.VideoInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the files of the embedded database tell a thief, and what becomes of them without their key. */
@ExtendWith(OutputCaptureExtension.class)
class SealedDataIT {
    /** In the clear, so that the search is known to find what there is. */
    private static final String WORKSPACE = "workspace-in-the-clear";

    private static final String CANARY = "canary-";
    private static final FeedSource OWN_FEED =
            FeedSource.of(URI.create("http://127.0.0.1:9/canary-path-1/whep?token=canary-query-1"), "canary-token-1");
    private static final VideoInput INPUT = new VideoInput(
            "0123456789abcdef0123456789abcdef",
            FeedUrl.of(URI.create("http://127.0.0.1:9/canary-whip-2/whip")),
            FeedUrl.of(URI.create("http://127.0.0.1:9/canary-path-2/whep")),
            FeedToken.of("canary-token-2"));

    @TempDir
    Path folder;

    @Test
    void theFilesHoldNoUrlAndNoTokenAndAreOfNoUseWithoutTheirKey(CapturedOutput output) throws IOException {
        UUID own;
        UUID started;
        try (ConfigurableApplicationContext application = start(Map.of())) {
            Sessions sessions = application.getBean(Sessions.class);
            own = sessions.open(new OpenSession(WORKSPACE, OWN_FEED, 60, 3600, null, null))
                    .id();
            started = sessions.request(new RequestSession(WORKSPACE, 1, 2, 60, 3600, null), new Price(0))
                    .id();
            sessions.assignments().accept(started, "operator");
            sessions.start(started, INPUT);
        }
        assertThat(bytesOfFolder()).contains(WORKSPACE).doesNotContain(CANARY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data.key"))))
                .isEqualTo("rw-------");

        Path kept = Files.move(folder.resolve("data.key"), folder.resolve("kept.key"));
        Throwable failure = catchThrowable(() -> start(Map.of()).close());
        assertThat(failure).isNotNull();
        assertThat(output.getOut())
                .contains("sightglass.data-key (SIGHTGLASS_DATA_KEY) is not the key of this database: the database"
                        + " holds secrets of the data key ")
                .doesNotContain("\tat org.springframework");

        String key = Files.readString(kept).strip();
        try (ConfigurableApplicationContext application = start(Map.of("SIGHTGLASS_DATA_KEY", key))) {
            Sessions sessions = application.getBean(Sessions.class);
            assertThat(sessions.find(own).source()).isEqualTo(OWN_FEED);
            assertThat(sessions.find(started).source())
                    .isEqualTo(new FeedSource(INPUT.whepUrl(), INPUT.whepToken(), null, null));
            assertThat(sessions.find(started).media().whipUrl()).isEqualTo(INPUT.whipUrl());
            Session over = sessions.cancel(started);
            assertThat(over.state()).isEqualTo(SessionState.CANCELLED);
            assertThat(sessions.isMadeForASession(INPUT.ref())).isTrue();
        }
        assertThat(output.getAll()).doesNotContain(CANARY).doesNotContain(key);
        assertThat(sealedTexts(started)).containsOnlyNulls();
        assertThat(sealedTexts(own).subList(0, 2))
                .allSatisfy(text -> assertThat(text).startsWith("v1."));
    }

    @Test
    void whatAnEarlierVersionLeftPlainIsSealedAndErasedFromTheFile() {
        UUID open = UUID.randomUUID();
        try (SingleConnectionDataSource database = new SingleConnectionDataSource(url(), "", "", true)) {
            Flyway.configure().dataSource(database).load().migrate();
            insertPlain(database, open);
        }
        assertThat(bytesOfFolder()).contains(CANARY);

        try (ConfigurableApplicationContext application = start(Map.of())) {
            Session found = application.getBean(Sessions.class).find(open);
            assertThat(found.source()).isEqualTo(OWN_FEED);
            assertThat(bytesOfFolder()).doesNotContain(CANARY);
        }

        assertThat(bytesOfFolder()).contains(WORKSPACE).doesNotContain(CANARY);
    }

    private ConfigurableApplicationContext start(Map<String, String> further) {
        Map<String, String> variables = new HashMap<>(further);
        variables.put("SIGHTGLASS_DATA_DIR", folder.toString());
        variables.put("SPRING_DATASOURCE_URL", url());
        variables.put("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", Api.KEY);
        return Start.with(variables);
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("sightglass") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static void insertPlain(SingleConnectionDataSource database, UUID id) {
        JdbcClient.create(database)
                .sql("""
                        INSERT INTO sessions (id, consumer_workspace_id, state, max_duration_seconds, wait_timeout_seconds,
                            rate_per_second_micro_usdc, hold_micro_usdc, clean_seconds, charged_micro_usdc,
                            created_at, whep_url, whep_token, feed_state, feed_epoch, feed_attempts)
                        VALUES (:id, :workspace, 'ASSIGNED', 60, 3600, 0, 0, 0, 0, CURRENT_TIMESTAMP, :url, :token, 'none', 0, 0)
                        """)
                .param("id", id)
                .param("workspace", WORKSPACE)
                .param("url", OWN_FEED.whepUrl().reveal().toString())
                .param("token", OWN_FEED.whepToken().reveal())
                .update();
    }

    /** The three columns of a session that hold a secret, as they are stored. */
    private List<String> sealedTexts(UUID id) {
        try (SingleConnectionDataSource database = new SingleConnectionDataSource(url(), "", "", true)) {
            return JdbcClient.create(database)
                    .sql("SELECT whep_url, whep_token, whip_url FROM sessions WHERE id = ?")
                    .param(id)
                    .query((row, number) -> {
                        List<String> texts = new ArrayList<>();
                        for (int column = 1; column <= 3; column++) {
                            texts.add(row.getString(column));
                        }
                        return texts;
                    })
                    .single();
        }
    }

    private String bytesOfFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            files.filter(Files::isRegularFile).forEach(file -> all.append(bytes(file)));
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
