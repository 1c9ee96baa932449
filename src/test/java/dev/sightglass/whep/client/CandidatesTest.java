// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {
    private final List<String> asked = new ArrayList<>();

    /** Refuses what begins with 10 or fd. */
    private final AddressCheck rules = new AddressCheck() {
        @Override
        public List<InetAddress> check(URI uri) {
            throw new AssertionError("no URL here");
        }

        @Override
        public void checkCandidate(String address) {
            asked.add(address);
            if (address.startsWith("10.") || address.startsWith("[fd")) {
                throw WhepException.addressRefused();
            }
        }
    };

    private static String candidate(String address) {
        return "a=candidate:1 1 udp 2130706431 " + address + " 8189 typ host\r\n";
    }

    private String allowed(String sdp) {
        return Candidates.allowed(sdp, rules);
    }

    @Test
    void dropsTheRefusedOnesAndNothingElse() {
        String head = Sdps.ANSWER.replace("\n", "\r\n");
        String end = "a=end-of-candidates\r\n";

        assertThat(allowed(head + candidate("93.184.216.34") + candidate("10.0.0.1") + candidate("fd00::1") + end))
                .isEqualTo(head + candidate("93.184.216.34") + end);
        assertThat(asked).containsExactly("93.184.216.34", "10.0.0.1", "[fd00::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2f1c5a8e-0b1d-4c3e-9f60-1a2b3c4d5e6f.local",
                "camera.example",
                "localhost",
                "0x7f000001",
                "127.0.0.1%2e",
                "[::1]",
                "fe80::1%lo",
                "\u0661.1.1.1",
                "-"
            })
    void looksUpNoName(String name) {
        assertThat(allowed(candidate(name))).doesNotContain("a=candidate");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=candidate", "a=candidate:1 1 udp 1", "a=candidate:1 1 udp  1  "})
    void dropsALineThatIsCutShort(String line) {
        assertThat(allowed("s=-\r\n" + line + "\r\n")).isEqualTo("s=-\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n"})
    void isNotDeceivedByTheEndOfALine(String end) {
        assertThat(allowed("s=-" + end + candidate("10.0.0.1").strip() + end)).isEqualTo("s=-\r\n");
    }

    @Test
    void keepsNoMoreThanSixtyFour() {
        String many = IntStream.range(0, 200)
                .mapToObj(i -> candidate("93.184.216." + i))
                .collect(Collectors.joining());

        assertThat(allowed(many).lines()).hasSize(64);
    }

    @Test
    void refusesAnIceLiteServerThatIsNowhere() {
        assertThatThrownBy(() -> allowed("a=ice-lite\r\n" + candidate("10.0.0.1")))
                .isInstanceOf(WhepException.class)
                .hasMessage("whep:noCandidate");
    }

    @Test
    void waitsForAServerThatMayReachUs() {
        assertThat(allowed("s=-\r\n" + candidate("10.0.0.1"))).isEqualTo("s=-\r\n");
        assertThat(allowed("a=ice-lite\r\n")).isEqualTo("a=ice-lite\r\n");
    }
}
