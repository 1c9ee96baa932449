// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sightglass.access.ApiKeys;
import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.FrameSettings;
import dev.sightglass.platform.IngestSettings;
import dev.sightglass.platform.PictureSettings;
import dev.sightglass.platform.SessionSettings;
import dev.sightglass.whep.WhepEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;

/** Settings by the names of the manual, and starts that stop at a wrong one with a sentence. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIGHTGLASS_FRAME_MAX_AGE | -5s | frame.max",
                "SIGHTGLASS_FRAME_MAX_AGE | soon | frame.max-age",
                "SIGHTGLASS_FRAME_VARIANTS_PER_FRAME | -1 | frame.variantsPerFrame",
                "SIGHTGLASS_LIMIT_REQUESTS_PER_SECOND | -1 | limit.requestsPerSecond",
                "SIGHTGLASS_LIMIT_ENCODE_TIME_BURST | 0s | limit.encodeTimeBurst",
                "SIGHTGLASS_HTTP_HEAD_TIMEOUT | 0s | http.headTimeout",
                "SIGHTGLASS_FRAME_CACHE_SIZE | 1TBB | frame.cache-size",
                "SIGHTGLASS_PICTURE_QUALITY | 0 | picture.quality",
                "SIGHTGLASS_PICTURE_QUALITY | high | picture.quality",
                "SIGHTGLASS_PICTURE_MATRIX | bt2020 | picture.matrix",
                "SIGHTGLASS_SESSION_OPEN_PER_WORKSPACE | 0 | session.openPerWorkspace",
                "SIGHTGLASS_INGEST_RECONNECT_MAX_DELAY | 100ms | reconnect-max-delay must not be shorter",
                "SIGHTGLASS_INGEST_WORKERS | -1 | ingest.workers",
                "SIGHTGLASS_PRICING_BASE_RATE_MICRO_USDC | 1000000001 | pricing.baseRateMicroUsdc",
                "SIGHTGLASS_PRICING_PLATFORM_FEE_BPS | 10001 | pricing.platformFeeBps",
                "SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES | perhaps | ingest.allow-private-addresses",
                "SIGHTGLASS_INGEST_ALLOWED_HOSTS | https://cam.example/ | allowed-hosts",
                "SIGHTGLASS_WORKSPACES_0_NAME | Harbour | sightglass.workspaces[0] needs an id or a slug",
                "SIGHTGLASS_PUBLIC_CONFIG_CHAIN_ID | -1 | public-config.chain",
                "SIGHTGLASS_ROUTES_DIR | no-such-folder | sightglass.routes-dir",
                "SPRING_DATASOURCE_URL | jdbc:postgresql://127.0.0.1:1/none?user=x&password=canary | database cannot be opened: Connection to 127.0.0.1:1",
                "SPRING_DATASOURCE_URL | jdbc:h2:file:/proc/none/x | The database cannot be opened"
            })
    void aWrongOneStopsTheStartByItsName(String variable, String value, String name, CapturedOutput output) {
        Throwable failure =
                catchThrowable(() -> Start.with(Map.of(variable, value)).close());

        assertThat(failure).isNotNull();
        assertThat(reportIn(output)).contains(name);
        assertThat(output.getAll()).doesNotContain("canary");
    }

    @Test
    void aWrongKeyIsNotRepeated(CapturedOutput output) {
        String key = "not good because of blanks";

        Throwable failure = catchThrowable(
                () -> Start.with(Map.of("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", key)).close());

        assertThat(failure).isNotNull();
        assertThat(reportIn(output)).contains("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY must be 16 to 200");
        assertThat(output).doesNotContain(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIGHTGLASS_DATA_KEY | canary-no-base64 | | sightglass.data-key must be 32 random bytes in base64",
                "SIGHTGLASS_OTHER_DATA_KEYS | Y2FuYXJ5 | | sightglass.other-data-keys must be 32 random bytes in base64",
                "SIGHTGLASS_ACCESS_JWT_SECRET | canary-short | SIGHTGLASS_ACCESS_JWT_ISSUER_URI=https://x.example;SIGHTGLASS_ACCESS_JWT_AUDIENCES=x | jwt.secret must be at least 32",
                "SIGHTGLASS_VIDEO_TEMPLATE_WHEP_URL | http://canary/no-ref | SIGHTGLASS_VIDEO_BACKEND=template | template.whep-url must be",
                "SIGHTGLASS_FEEDS_0_WHEP_URL | http://10.0.0.1/canary | SIGHTGLASS_FEEDS_0_NAME=x | feeds",
                "SIGHTGLASS_FEEDS_0_WHEP_TOKEN | canary | SIGHTGLASS_FEEDS_0_NAME=X | feeds",
                "SPRING_APPLICATION_JSON | {'sightglass':{'access':{'bootstrap-key':'canary | | Cannot parse JSON",
                "SERVER_SSL_KEY_STORE_PASSWORD | canary | SERVER_SSL_KEY_STORE=/nowhere.p12 | nowhere.p12"
            })
    void aSecretInASettingThatStopsTheStartIsNotRepeated(
            String variable, String secret, String further, String sentence, CapturedOutput output) {
        Map<String, String> variables = new HashMap<>(Map.of(variable, secret.replace('\'', '"')));
        for (String more : further == null ? new String[0] : further.split(";")) {
            variables.put(more.substring(0, more.indexOf('=')), more.substring(more.indexOf('=') + 1));
        }

        Throwable failure = catchThrowable(() -> Start.with(variables).close());

        assertThat(failure).isNotNull();
        assertThat(output.getAll())
                .contains(sentence)
                .doesNotContainIgnoringCase("canary")
                .doesNotContain(secret);
    }

    @Test
    void aLineOfAFileThatIsNoYamlIsNotRepeated(@TempDir Path folder, CapturedOutput output) throws IOException {
        Path file = Files.writeString(
                folder.resolve("application.yaml"), "sightglass:\n  access:\n    bootstrap-key: \"canary-key\n");

        Throwable failure =
                catchThrowable(() -> Start.with(Map.of(), "--spring.config.additional-location=file:" + file)
                        .close());

        assertThat(failure).isNotNull();
        assertThat(reportIn(output)).contains("cannot be read as YAML: found unexpected end of stream");
        assertThat(output.getAll()).doesNotContain("canary");
    }

    @Test
    void environmentVariablesReachRecordsAndRoutesByTheNamesOfTheManual() {
        Map<String, String> variables = Map.ofEntries(
                Map.entry("SIGHTGLASS_FRAME_MAX_AGE", "7s"),
                Map.entry("SIGHTGLASS_FRAME_ANSWER_TIMEOUT", "3s"),
                Map.entry("SIGHTGLASS_FRAME_CACHE_SIZE", "16MB"),
                Map.entry("SIGHTGLASS_PICTURE_LONGEST_EDGE", "640"),
                Map.entry("SIGHTGLASS_SESSION_KEEP_ENDED", "2h"),
                Map.entry("SIGHTGLASS_INGEST_ALLOWED_HOSTS", "cam.example, *.media.example"),
                Map.entry("SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES", "true"),
                Map.entry("SIGHTGLASS_INGEST_STALL_TIMEOUT", "3456ms"),
                Map.entry("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", "a-key-of-the-environment-1"),
                Map.entry("SPRING_APPLICATION_JSON", "{\"sightglass\":{\"picture\":{\"quality\":55}}}"));

        try (ConfigurableApplicationContext application = Start.with(variables)) {
            FrameSettings frame = application.getBean(FrameSettings.class);
            assertThat(frame.maxAge()).isEqualTo(Duration.ofSeconds(7));
            assertThat(frame.answerTimeout()).isEqualTo(Duration.ofSeconds(3));
            assertThat(frame.cacheSize()).isEqualTo(DataSize.ofMegabytes(16));
            PictureSettings picture = application.getBean(PictureSettings.class);
            assertThat(picture.longestEdge()).isEqualTo(640);
            assertThat(picture.quality()).isEqualTo(55);
            assertThat(application.getBean(SessionSettings.class).keepEnded()).isEqualTo(Duration.ofHours(2));
            IngestSettings ingest = application.getBean(IngestSettings.class);
            assertThat(ingest.stallTimeout()).isEqualTo(Duration.ofMillis(3456));
            application.getBean(AddressPolicy.class).check(URI.create("http://x.media.example/whep"));
            assertThat(application.getBean(ApiKeys.class).authenticate("a-key-of-the-environment-1"))
                    .isPresent();
            WhepEndpoint consumer = (WhepEndpoint)
                    application.getBean(CamelContext.class).getRoute("ingest").getEndpoint();
            assertThat(consumer.getConfiguration().getStallTimeout()).isEqualTo(3456);
        }
    }

    /** What stands under the headline by which a start that failed for a known reason is reported. */
    private static String reportIn(CapturedOutput output) {
        String headline = "APPLICATION FAILED TO START";
        assertThat(output.getOut()).contains(headline).doesNotContain("\tat org.springframework");
        return output.getOut().substring(output.getOut().indexOf(headline));
    }
}
