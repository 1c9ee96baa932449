// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.demo.DemoCamera;
import dev.sightglass.demo.DemoSettings;
import dev.sightglass.whep.webrtc.WebRtc;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What an integration engineer does to {@code routes/} without a compiler. */
@ExtendWith(OutputCaptureExtension.class)
class RoutesFolderIT {

    @TempDir
    Path folder;

    @Test
    void anEmptyFolderIsNotReady() {
        try (ConfigurableApplicationContext application = start()) {
            HttpResponse<byte[]> ready = api(application, null).observe("/health/ready");

            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(Api.text(ready)).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
        }
    }

    @Nested
    class AsShipped {

        @BeforeEach
        void copy() throws IOException {
            try (Stream<Path> files = Files.list(Path.of("routes"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        }

        @Test
        void isReady() {
            try (ConfigurableApplicationContext application = start()) {
                HttpResponse<byte[]> ready = api(application, null).observe("/health/ready");

                assertThat(ready.statusCode()).isEqualTo(200);
                assertThat(Api.text(ready)).isEqualTo("{\"status\":\"UP\"}");
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "createCacheIfNotExist: | createCacheIfNotExists: | Route ingest (ingest.camel.yaml, line; createCacheIfNotExists",
                    "stallTimeout:          | stallTimout:            | Route ingest (ingest.camel.yaml, line; stallTimout",
                    "operation: subscribe   | operation: subscrybe    | Route start-feed (ingest.camel.yaml, line; subscrybe",
                    "ref: encode-jpeg       | ref: encode-jpg         | Route ingest (ingest.camel.yaml, line; encode-jpg",
                    "whep:sessions          | whepp:sessions          | Route ingest (ingest.camel.yaml, line; whepp",
                    "stall-timeout}}        | stahl-timeout}}         | Route ingest (ingest.camel.yaml, line; stahl-timeout",
                    "- choice:              | - chioce:               | ingest.camel.yaml, line; chioce",
                    "otherwise:             | otherwize:              | ingest.camel.yaml, line; otherwize",
                    "pattern: \"CamelWhep*\"  | patern: \"CamelWhep*\"    | ingest.camel.yaml, line; patern",
                    "steps:                 | steps: ]                | ingest.camel.yaml, line"
                })
        void aTypoStopsTheStartAndIsNamed(String right, String wrong, String words, CapturedOutput output)
                throws IOException {
            edit("ingest.camel.yaml", right, wrong);

            Throwable failure = catchThrowable(() -> start().close());

            assertThat(failure).isNotNull();
            String headline = "APPLICATION FAILED TO START";
            assertThat(output.getOut()).contains(headline);
            assertThat(output.getOut().substring(output.getOut().indexOf(headline)))
                    .contains(words.split("; ?"));
        }

        @Test
        void theArchiveOfTheHeadCommentStoresWhatIsServed() throws IOException {
            Path archive = folder.resolve("archive");
            Path file = folder.resolve("ingest.camel.yaml");
            Files.writeString(file, withArchiveStep(Files.readAllLines(file), archive));

            try (ConfigurableApplicationContext application = start();
                    DemoCamera camera = new DemoCamera(
                            application.getBean(WebRtc.class)::factory,
                            Clock.systemUTC(),
                            new DemoSettings(640, 360, 15, 0))) {
                camera.start();
                Api api = api(application, camera);
                String id = api.openLive();

                HttpResponse<byte[]> frame = api.get("/sessions/" + id + "/frame");

                assertThat(frame.statusCode()).isEqualTo(200);
                String epoch = frame.headers().firstValue("Frame-Epoch").orElseThrow();
                String sequence = frame.headers().firstValue("Frame-Sequence").orElseThrow();
                Path stored = archive.resolve(id + "-" + epoch + "-" + sequence + ".jpg");
                await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(stored));
                assertThat(stored).hasBinaryContent(frame.body());
                api.end(id);
            }
        }

        /** The commented lines as they are printed, put where the comment says. */
        private String withArchiveStep(List<String> lines, Path archive) {
            String recipe = lines.stream()
                    .filter(line -> line.startsWith("#                "))
                    .map(line -> line.substring(1).replace("file:archive", "file:" + archive) + "\n")
                    .collect(Collectors.joining());
            assertThat(recipe).contains("id: jpeg-bytes", "id: archive");
            String all = String.join("\n", lines) + "\n";
            String next = "\n- route:\n    id: start-feed";
            assertThat(all).containsOnlyOnce(next);
            return all.replace(next, recipe + next);
        }

        private void edit(String name, String right, String wrong) throws IOException {
            Path file = folder.resolve(name);
            String text = Files.readString(file);
            assertThat(text).contains(right);
            Files.writeString(file, text.replaceFirst(Pattern.quote(right), wrong));
        }
    }

    private ConfigurableApplicationContext start() {
        return Start.with(
                Map.of("SIGHTGLASS_ROUTES_DIR", folder.toString()),
                "--sightglass.access.bootstrap-key=" + Api.KEY,
                "--sightglass.ingest.allowed-hosts=127.0.0.1",
                "--sightglass.ingest.allow-private-addresses=true");
    }

    private static Api api(ConfigurableApplicationContext application, DemoCamera camera) {
        Environment environment = application.getEnvironment();
        return new Api(
                environment.getRequiredProperty("local.server.port", Integer.class),
                environment.getRequiredProperty("local.management.port", Integer.class),
                application.getBean(ApiKeys.class),
                camera);
    }
}
