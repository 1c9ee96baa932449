// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferValidityTest {
    private static final Instant NOW = Instant.parse("2026-11-27T01:30:00Z");

    private static Duration of(String... headers) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            all.put(parts[0], List.of(parts[1]));
        }
        Instant end = OfferValidity.of(HttpHeaders.of(all, (name, value) -> true), Clock.fixed(NOW, ZoneOffset.UTC));
        return Duration.between(NOW, end);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                Arguments.of("application/sdp; valid-until=\"Fri, 27 Nov 2026 01:30:12 GMT\"", 12),
                Arguments.of("application/sdp;Valid-Until = \"Fri, 27 Nov 2026 01:30:12 GMT\" ; x=1", 12),
                Arguments.of("application/sdp; valid-until=Fri, 27 Nov 2026 01:30:12 GMT", 12),
                Arguments.of("application/sdp; valid-until=7", 7),
                Arguments.of("application/sdp; valid-until=\"Fri, 27 Nov 2026 01:29:12 GMT\"", 0));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void readsTheParameter(String contentType, int seconds) {
        assertThat(of("Content-Type: " + contentType)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/sdp",
                "application/sdp; valid-until=soon",
                "application/sdp; valid-until=",
                "application/sdp; charset=valid-until=7"
            })
    void isThirtySecondsWhereTheServerDoesNotSay(String contentType) {
        assertThat(of("Content-Type: " + contentType)).hasSeconds(30);
    }

    @Test
    void isThirtySecondsWithoutAnyHeader() {
        assertThat(of()).hasSeconds(30);
    }

    @Test
    void readsTheServersDateAgainstTheServersClock() {
        assertThat(of(
                        "Date: Fri, 27 Nov 2026 00:00:00 GMT",
                        "Content-Type: application/sdp; valid-until=\"Fri, 27 Nov 2026 00:00:09 GMT\""))
                .hasSeconds(9);
    }

    @Test
    void readsExpires() {
        assertThat(of("Expires: Fri, 27 Nov 2026 01:31:00 GMT", "Content-Type: application/sdp"))
                .hasSeconds(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "Thu, 01 Jan 1970 00:00:00 GMT"})
    void takesAnExpiresAgainstCachesForNone(String expires) {
        assertThat(of("Expires: " + expires)).hasSeconds(30);
    }
}
