// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionViewTest {
    private static final String FEED = "https://cam.example/secret-path/whep";

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void showsTheUrlOnlyWhileLiveAndTheTokenNever(SessionState state) {
        JsonNode json = new ObjectMapper().valueToTree(SessionView.of(in(state)));

        assertThat(json.has("whepUrl")).isEqualTo(state == SessionState.LIVE);
        if (state == SessionState.LIVE) {
            assertThat(json.get("whepUrl").asText()).isEqualTo(FEED);
        } else {
            assertThat(json.toString()).doesNotContain("secret-path");
        }
        assertThat(json.toString()).doesNotContain("t0ken");
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void writesMoneyAsTextAndTimesInMilliseconds(SessionState state) {
        JsonNode json = new ObjectMapper().valueToTree(SessionView.of(in(state)));

        assertThat(json.get("state").asText()).isEqualTo(state.name());
        assertThat(json.get("ratePerSecondMicroUsdc").asText()).isEqualTo("1000");
        assertThat(json.get("ratePerSecondMicroUsdc").isTextual()).isTrue();
        assertThat(json.get("holdMicroUsdc").asText()).isEqualTo("9007199254740993");
        assertThat(json.get("holdMicroUsdc").isTextual()).isTrue();
        assertThat(json.get("chargedMicroUsdc").isTextual()).isTrue();
        assertThat(json.get("startedAt").asText()).isEqualTo("2026-05-13T12:00:01.500Z");
        assertThat(json.get("feed").get("state").asText()).isEqualTo("connecting");
    }

    private static Session in(SessionState state) {
        return new Session(
                UUID.randomUUID(),
                "default",
                "default",
                state,
                60,
                300,
                1000,
                9_007_199_254_740_993L,
                Instant.parse("2026-05-13T12:00:01.5Z"),
                null,
                0,
                0,
                null,
                null,
                Instant.parse("2026-05-13T12:00:00Z"),
                null,
                null,
                FeedSource.of(URI.create(FEED), "t0ken"),
                new FeedStatus("connecting", null, 0, 1));
    }
}
