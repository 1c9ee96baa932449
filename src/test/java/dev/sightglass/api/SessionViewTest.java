// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightglass.session.Course;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedStatus;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.Media;
import dev.sightglass.session.Parties;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionState;
import dev.sightglass.session.Terms;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionViewTest {
    private static final String FEED = "https://cam.example/secret-path/whep";
    private static final String PUBLISH = "https://cam.example/secret-path/whip";

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void showsTheUrlOnlyWhileLiveAndTheTokenNever(SessionState state) {
        JsonNode json = new ObjectMapper().valueToTree(SessionView.of(in(state), "cats"));

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
        JsonNode json = new ObjectMapper().valueToTree(SessionView.of(in(state), "cats"));

        assertThat(json.get("state").asText()).isEqualTo(state.name());
        assertThat(json.get("ratePerSecondMicroUsdc").asText()).isEqualTo("1000");
        assertThat(json.get("ratePerSecondMicroUsdc").isTextual()).isTrue();
        assertThat(json.get("holdMicroUsdc").asText()).isEqualTo("9007199254740993");
        assertThat(json.get("holdMicroUsdc").isTextual()).isTrue();
        assertThat(json.get("chargedMicroUsdc").isTextual()).isTrue();
        assertThat(json.get("startedAt").asText()).isEqualTo("2026-05-13T12:00:01.500Z");
        assertThat(json.get("feed").get("state").asText()).isEqualTo("connecting");
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void showsWhereToPublishToTheOperatorOnlyAndOnlyWhileLive(SessionState state) {
        SessionView consumers = SessionView.of(in(state), "cats");
        SessionView operators = SessionView.of(in(state), "dogs");

        assertThat(consumers.whipUrl()).isNull();
        assertThat(operators.whipUrl()).isEqualTo(state == SessionState.LIVE ? PUBLISH : null);
        assertThat(operators.toString()).doesNotContain("secret-path");
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void namesTheInputUntilTheSessionIsOver(SessionState state) {
        assertThat(SessionView.of(in(state), "cats").videoBackendRef())
                .isEqualTo(state.isTerminal() ? null : "the-input");
    }

    private static Session in(SessionState state) {
        return new Session(
                UUID.randomUUID(),
                state,
                new Parties("cats", "dogs", null),
                new Terms(60, 300, 1000, 9_007_199_254_740_993L, Instant.parse("2026-05-13T12:00:00Z"), null, null),
                new Course(Instant.parse("2026-05-13T12:00:01.5Z"), null, 0, 0, null),
                new Media(FeedSource.of(URI.create(FEED), "t0ken"), "the-input", FeedUrl.of(URI.create(PUBLISH)), null),
                new FeedStatus("connecting", null, 0, 1));
    }
}
