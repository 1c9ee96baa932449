// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedSourceTest {
    private static final URI URL = URI.create("https://camera.example:8443/s3cret-path/webRTC/play?k=s3cret-query");

    @Test
    void showsHostAndShortHashButNeitherPathNorToken() {
        assertThat(FeedSource.of(URL, "s3cret-token").toString())
                .containsPattern("camera\\.example#[0-9a-f]{8}[^0-9a-f]")
                .contains("***")
                .doesNotContain("s3cret");
    }

    @Test
    void showsTheSameHashForTheSameUrlOnly() {
        FeedUrl other = FeedUrl.of(URI.create("https://camera.example/other"));

        assertThat(FeedUrl.of(URL)).hasToString(FeedUrl.of(URL).toString());
        assertThat(FeedUrl.of(URL).toString()).isNotEqualTo(other.toString());
    }

    @Test
    void revealsUrlAndTokenToWhoAsks() {
        FeedSource source = FeedSource.of(URL, "user:pa55word");

        assertThat(source.whepUrl().reveal()).isEqualTo(URL);
        assertThat(source.whepToken()).extracting(FeedToken::reveal).isEqualTo("user:pa55word");
    }

    @Test
    void isEqualToASourceOfTheSameFeed() {
        assertThat(FeedSource.of(URL, "t"))
                .isEqualTo(FeedSource.of(URL, "t"))
                .hasSameHashCodeAs(FeedSource.of(URL, "t"))
                .isNotEqualTo(FeedSource.of(URL, "u"))
                .isNotEqualTo(FeedSource.of(URL, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "s3cret token", "s3cret\r\nX-Other: 1", "s3cret\u0000", "s3cr\u00e9t", "s3cret\t"})
    void refusesATokenThatCouldBreakOutOfAHeaderWithoutRepeatingIt(String token) {
        assertThatExceptionOfType(InvalidSessionException.class)
                .isThrownBy(() -> FeedSource.of(URL, token))
                .withMessage("INVALID_INPUT session:whepToken");
    }

    @Test
    void refusesATokenOfMoreThan4096Characters() {
        assertThat(FeedToken.of("x".repeat(4096)).reveal()).hasSize(4096);
        assertThatExceptionOfType(InvalidSessionException.class).isThrownBy(() -> FeedToken.of("x".repeat(4097)));
    }

    @Test
    void knowsColoursByTheirWireNames() {
        assertThat(ColorMatrix.of("bt709")).contains(ColorMatrix.BT709);
        assertThat(ColorMatrix.of("BT709")).isEmpty();
        assertThat(ColorRange.of("limited")).contains(ColorRange.LIMITED);
        assertThat(ColorRange.of("tv")).isEmpty();
    }
}
