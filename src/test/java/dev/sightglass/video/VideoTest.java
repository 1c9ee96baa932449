// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.Secret;
import dev.sightglass.platform.SettingException;
import dev.sightglass.platform.VideoSettings;
import dev.sightglass.platform.VideoSettings.Backend;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The backend that the settings ask for, and the settings that make none. */
class VideoTest {
    private static final String GOOD = "https://media.example/{ref}/x";

    private static void make(VideoSettings settings) {
        AddressPolicy addresses = new AddressPolicy(List.of("*"), true, InetAddress::getAllByName);
        Video.of(settings, new Video.Surroundings(new DriverManagerDataSource(), addresses, new FakeClock()))
                .close();
    }

    private static VideoSettings settings(Backend backend, String whepUrl, String token, String account, String base) {
        return new VideoSettings(
                backend,
                8,
                new VideoSettings.Template(Secret.of(whepUrl), Secret.of(GOOD), Secret.of("")),
                new VideoSettings.Cloudflare(
                        Secret.of(token),
                        account,
                        base,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(4)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', whep-url",
        "https://media.example/x, whep-url",
        "media.example/{ref}, whep-url",
        "file:///{ref}, whep-url",
        "https://media.example/{ref}/{other}, whep-url"
    })
    void refusesATemplateThatMakesNoUrlOfItsOwn(String whepUrl, String setting) {
        assertThatThrownBy(() -> make(settings(Backend.TEMPLATE, whepUrl, "", "", "")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("sightglass.video.template." + setting);
    }

    @ParameterizedTest
    @CsvSource({
        "'', a1, https://api.example/v4, api-token",
        "with blank, a1, https://api.example/v4, api-token",
        "secret, '', https://api.example/v4, account-id",
        "secret, a/../b, https://api.example/v4, account-id",
        "secret, a1, http://api.example/v4, base-url",
        "secret, a1, https://u:p@api.example/v4, base-url",
        "secret, a1, https://api.example/v4?x=1, base-url",
        "secret, a1, '', base-url"
    })
    void refusesWhatWouldSendTheTokenAstrayOrNothing(String token, String account, String base, String setting) {
        assertThatThrownBy(() -> make(settings(Backend.CLOUDFLARE, "", token, account, base)))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("sightglass.video.cloudflare." + setting)
                .hasMessageNotContaining("secret");
    }

    @Test
    void takesWhatIsRight() {
        assertThatCode(() -> {
                    make(settings(Backend.NONE, "", "", "", ""));
                    make(settings(Backend.TEMPLATE, GOOD, "", "", ""));
                    make(settings(Backend.CLOUDFLARE, "", "secret", "a1", "https://api.example/v4/"));
                    make(settings(Backend.CLOUDFLARE, "", "secret", "a1", "http://127.0.0.1:8080"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void showsNoSecretsWhenPrinted() {
        VideoSettings settings = settings(Backend.CLOUDFLARE, GOOD, "secret", "a1", "https://api.example/v4");

        assertThat(settings.toString()).doesNotContain("secret", "media.example");
    }

    @Test
    void fillsTheReferenceInWhereverItStands() {
        TemplateBackend backend =
                new TemplateBackend("https://a.example/{ref}?again={ref}", "https://b.example/?{ref}", "t");

        VideoInput input = backend.create(new InputName(UUID.randomUUID(), "00ff"), Duration.ZERO);

        assertThat(input.ref()).isEqualTo("00ff");
        assertThat(input.whipUrl()).hasToString("https://a.example/00ff?again=00ff");
        assertThat(input.whepUrl()).hasToString("https://b.example/?00ff");
        assertThat(input.whepToken()).isEqualTo("t");
        assertThat(input).asString().doesNotContain("00ff");
    }

    @Test
    void makesNothingWithoutABackend() {
        assertThatThrownBy(() -> new NoBackend().create(new InputName(UUID.randomUUID(), "00"), Duration.ZERO))
                .hasMessage("VIDEO_ERROR video:noBackend");
    }
}
