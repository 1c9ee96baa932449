// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code peers/conformance} against the packaged application: WHEP servers of every kind that the notes on WHEP name, each with its own
 * pictures, which judge by what they see on the wire; and a user who sees the case's picture, or the reason why there is none.
 */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
class ConformanceIT {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    /** Fewer would mean that the table was cut short. */
    private static final int CASES = 80;

    @TestFactory
    Stream<DynamicTest> everyCaseIsPassed(PackagedApplication application) {
        ChildProcess suite = new ChildProcess(
                "conformance",
                Peer.FOLDER,
                Workplace.newFolder("conformance"),
                Map.of("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", Canaries.KEY),
                List.of("node", "conformance/sightglass.mjs", "--json", "--base", application.base() + "/api/v1"));
        if (!suite.awaitExit(LIMIT)) {
            suite.kill();
        }
        JsonNode verdicts = Http.json(suite.standardOutput()).path("verdicts");
        assertThat(verdicts).as(suite.output()).hasSizeGreaterThanOrEqualTo(CASES);

        return StreamSupport.stream(verdicts.spliterator(), false)
                .map(verdict -> DynamicTest.dynamicTest(
                        "%s, point %s"
                                .formatted(
                                        verdict.path("id").asText(),
                                        verdict.path("point").asText()),
                        () -> assertThat(verdict.path("outcome").asText())
                                .as(verdict.toPrettyString())
                                .isEqualTo("passed")));
    }
}
