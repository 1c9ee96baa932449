// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightglass.testcard.TestCardReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a new user sees first: the test camera, and the line to paste. */
class DemoIT {
    private static final Duration FRESH = Duration.ofSeconds(5);

    @Test
    void theLineThatIsPrintedFetchesAFreshPicture() throws Exception {
        try (PackagedApplication application = new PackagedApplication(Map.of("SPRING_PROFILES_ACTIVE", "demo"))) {
            String line = await("the line to paste")
                    .atMost(ApiClient.PATIENCE)
                    .until(() -> curlLine(application), Optional::isPresent)
                    .orElseThrow();
            Path folder = Workplace.newFolder("paste");

            ChildProcess bash = new ChildProcess("bash", folder, folder, Map.of(), List.of("bash", "-c", line));
            assertThat(bash.awaitExit(ApiClient.PATIENCE)).isTrue();
            Instant fetched = Instant.now();

            assertThat(bash.output()).as("what curl says").isEmpty();
            TestCardReader card = TestCardReader.ofJpeg(Files.readAllBytes(folder.resolve("frame.jpg")));
            assertThat(Duration.between(card.read().drawnAt(), fetched))
                    .isPositive()
                    .isLessThan(FRESH);
            assertThat(card.width()).isEqualTo(1280);
            assertThat(Arrays.stream(TestCardReader.Bar.values()))
                    .allSatisfy(bar -> assertThat(card.bar(bar).distance(bar.intended()))
                            .as("%s is %s", bar, card.bar(bar))
                            .isLessThanOrEqualTo(6));
        }
    }

    private static Optional<String> curlLine(PackagedApplication application) {
        return application
                .output()
                .lines()
                .map(String::strip)
                .filter(text -> text.startsWith("curl "))
                .findFirst();
    }
}
