// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code peers/contract-client} against the packaged application: a whole session, from its workspaces to its charge, by a client that
 * was written from the contract alone, with Chromium as the camera and a server of third parties between WHIP and WHEP.
 */
@NeedsPeers({Peer.Program.RELAY, Peer.Program.CHROMIUM, Peer.Program.WERIFT})
class ContractClientIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final String EVENTS_TOKEN = "canary-events-token-3f9a61d2";
    private static final String EVENTS_SECRET = "canary-events-secret-c07be584";
    private static final Pattern ROW = Pattern.compile("\\| (?:GET|POST|PATCH|DELETE) .* \\|");
    private static final List<String> SECRET_PARTS = List.of("/whip", "lxxn_");

    @Test
    void aClientWrittenFromTheContractFindsNothingThatItDidNotExpect() {
        try (Peer relay = Peer.relay();
                PackagedApplication application = new PackagedApplication(settings(relay))) {
            ChildProcess client = new ChildProcess(
                    "contract-client",
                    Peer.FOLDER,
                    Workplace.newFolder("contract-client"),
                    secrets(),
                    List.of("node", "contract-client/main.mjs", "--base", application.base() + "/api/v1"));
            if (!client.awaitExit(LIMIT)) {
                client.kill();
            }

            assertThat(client.exitCode()).as(client.output()).isZero();
            assertThat(client.standardOutput().lines().filter(ROW.asMatchPredicate()))
                    .hasSizeGreaterThan(25)
                    .allMatch(row -> row.endsWith("| ok |") || row.contains("| not made: "));
            assertThat(client.standardOutput()).containsPattern("(?m)^VERDICT \\d+ steps, all as the contract says$");
            application.awaitNothingHeld();
            application.assertKeepsSecrets();
            assertThat(application.output().lines())
                    .noneMatch(line -> SECRET_PARTS.stream().anyMatch(line::contains));
        }
    }

    /** Short limits, so that a cut of three seconds shows. */
    private static Map<String, String> settings(Peer relay) {
        return Map.ofEntries(
                Map.entry("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", Canaries.KEY),
                Map.entry("SIGHTGLASS_WEBHOOK_CLOUDFLARE_TOKEN", EVENTS_TOKEN),
                Map.entry("SIGHTGLASS_WEBHOOK_CLOUDFLARE_SECRET", EVENTS_SECRET),
                Map.entry("SIGHTGLASS_VIDEO_BACKEND", "template"),
                Map.entry("SIGHTGLASS_VIDEO_TEMPLATE_WHIP_URL", relay.whipUrl()),
                Map.entry("SIGHTGLASS_VIDEO_TEMPLATE_WHEP_URL", relay.whepUrl()),
                Map.entry("SIGHTGLASS_INGEST_ALLOWED_HOSTS", "127.0.0.1"),
                Map.entry("SIGHTGLASS_INGEST_ALLOW_PRIVATE_ADDRESSES", "true"),
                Map.entry("SIGHTGLASS_INGEST_STALL_TIMEOUT", "1s"),
                Map.entry("SIGHTGLASS_INGEST_RECONNECT_MAX_DELAY", "1s"),
                Map.entry("SIGHTGLASS_FRAME_MAX_AGE", "1s"));
    }

    private static Map<String, String> secrets() {
        return Map.of(
                "SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", Canaries.KEY,
                "SIGHTGLASS_WEBHOOK_CLOUDFLARE_TOKEN", EVENTS_TOKEN,
                "SIGHTGLASS_WEBHOOK_CLOUDFLARE_SECRET", EVENTS_SECRET);
    }
}
