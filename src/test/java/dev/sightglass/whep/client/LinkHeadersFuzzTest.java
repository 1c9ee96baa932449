// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sightglass.fuzzing.CpuTime;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code Link} headers of a WHEP server that wishes us no good, one to a line. */
class LinkHeadersFuzzTest {
    /** As much as a server can make the HTTP client read in headers, rounded down. */
    private static final int LONGEST = 128 * 1024;

    @DictionaryEntries({
        "<stun:a>",
        "<turns:[::1]:3478?transport=udp>",
        "; rel=\"ice-server\"",
        "; username=\"",
        "; credential=",
        "\\\"",
        ", "
    })
    @FuzzTest
    void fewServersAreReadInATimeThatGrowsWithTheHeader(byte[] lines) {
        List<String> headers =
                new String(lines, StandardCharsets.ISO_8859_1).lines().toList();
        List<String> all = headers.stream()
                .map(header -> CpuTime.repeated(header, LONGEST / headers.size()))
                .toList();

        CpuTime.bounded(() -> LinkHeaders.iceServers(all));

        List<IceServer> servers = LinkHeaders.iceServers(headers);
        assertThat(servers).hasSizeLessThanOrEqualTo(16);
        for (IceServer server : servers) {
            assertThat(server.url()).matches("(?is)(stuns?|turns?):[^/].*");
            assertThat(server.host()).isNotNull();
            assertThat(server.toString()).isEqualTo("IceServer[" + server.url() + "]");
        }
    }
}
