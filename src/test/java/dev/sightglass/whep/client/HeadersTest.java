// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @Nested
    class Link {
        @Test
        void readsStunAndTurnOfSeveralHeaders() {
            assertThat(LinkHeaders.iceServers(List.of(
                            "<stun:stun.example:3478>; rel=\"ice-server\"",
                            "<turn:turn.example?transport=udp>; rel=ice-server; username=\"u\"; credential=\"p;,x\";"
                                    + " credential-type=\"password\"")))
                    .containsExactly(
                            new IceServer("stun:stun.example:3478", null, null, null),
                            new IceServer("turn:turn.example?transport=udp", "u", "p;,x", null));
        }

        @Test
        void readsServersJoinedByCommas() {
            assertThat(LinkHeaders.iceServers(List.of(
                            "<stun:a>; rel=\"ice-server\", <turns:b>;rel=\"ice-server\";username=u;credential=c")))
                    .containsExactly(
                            new IceServer("stun:a", null, null, null), new IceServer("turns:b", "u", "c", null));
        }

        @Test
        void ignoresOtherRelationsAndSchemes() {
            assertThat(LinkHeaders.iceServers(List.of(
                            "<https://x/ext>; rel=\"urn:ietf:params:whep:ext:core:server-sent-events\"",
                            "<https://x>; rel=\"ice-server\"",
                            "nonsense",
                            "<stun:a")))
                    .isEmpty();
        }

        @Test
        void masksTheCredential() {
            assertThat(new IceServer("turn:a", "user", "secret", null).toString())
                    .doesNotContain("secret", "user");
        }

        @Test
        void readsAHostileHeaderInReasonableTime() {
            String hostile = "<stun:a>" + "; a=\"" + "\\\\".repeat(20_000);

            assertThat(LinkHeaders.iceServers(List.of(hostile))).isEmpty();
        }
    }

    @Nested
    class RetryAfterHeader {
        private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

        @Test
        void readsSeconds() {
            assertThat(RetryAfter.parse(" 7 ", clock)).isEqualTo(Duration.ofSeconds(7));
        }

        @Test
        void readsADate() {
            assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:00:30 GMT", clock)).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void takesAPastDateForNow() {
            assertThat(RetryAfter.parse("Wed, 31 Dec 2025 00:00:30 GMT", clock)).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999"})
        void ignoresWhatIsNeither(String value) {
            assertThat(RetryAfter.parse(value, clock)).isNull();
        }
    }

    @Nested
    class Secrets {
        @Test
        void showNothingButHostAndHash() {
            WhepSource source = WhepSource.of("https://cam.example/live/s3cret?token=abc", "t0ken");

            assertThat(source + source.label())
                    .contains("cam.example/")
                    .doesNotContain("s3cret", "abc", "t0ken", "live");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "cam",
                    "ftp://a/b",
                    "file:///etc/passwd",
                    "http:///x",
                    "https://u:s3cret@h/",
                    "http://h:65536/s3cret",
                    "http://h/ s3cret"
                })
        void refuseAWrongUrlWithoutShowingIt(String url) {
            assertThatThrownBy(() -> WhepSource.of(url, null))
                    .isInstanceOf(WhepException.class)
                    .hasMessage("whep:badUrl")
                    .hasNoCause();
        }

        @Test
        void refuseATokenThatWouldSplitTheHeader() {
            assertThatThrownBy(() -> WhepSource.of("http://h/", "a\r\nX: y")).hasMessage("whep:badToken");
        }
    }
}
