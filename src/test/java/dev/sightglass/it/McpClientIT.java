// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code peers/mcp-client}, which is the official TypeScript SDK, against the packaged application: every tool, and what can go wrong. */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
class McpClientIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void anIndependentClientUsesEveryTool(PackagedApplication application) {
        try (Peer camera = Peer.werift("--width", "640", "--height", "360", "--bitrate", "1500")) {
            ChildProcess client = new ChildProcess(
                    "mcp-client",
                    Peer.FOLDER,
                    Workplace.newFolder("mcp-client"),
                    Map.of(
                            "SIGHTGLASS_ACCESS_BOOTSTRAP_KEY", Canaries.KEY,
                            "MCP_CLIENT_WHEP_URL", camera.secretWhepUrl(),
                            "MCP_CLIENT_SECRET_PART", Canaries.PATH),
                    List.of(
                            "node",
                            "mcp-client/main.mjs",
                            "--base",
                            application.base().toString()));
            if (!client.awaitExit(LIMIT)) {
                client.kill();
            }

            assertThat(client.exitCode()).as(client.output()).isZero();
            assertThat(client.standardOutput()).containsPattern("(?m)^VERDICT \\d+ checks$");
            assertThat(application.metric("sightglass_mcp_calls_total", "outcome=\"ok\",tool=\"get_frame\""))
                    .isPositive();
            assertThat(application.metric("sightglass_mcp_sessions")).isZero();
            camera.awaitAllDeleted();
        }
    }
}
