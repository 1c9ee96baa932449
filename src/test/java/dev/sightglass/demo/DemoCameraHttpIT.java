// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCameraHttpIT {
    @RegisterExtension
    static final Natives NATIVES = new Natives();

    private final DemoCamera camera =
            new DemoCamera(NATIVES::factory, Clock.systemUTC(), new DemoSettings(320, 180, 5, 0));
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        camera.start();
    }

    @AfterEach
    void close() {
        camera.close();
    }

    @Test
    void answersAnOfferWithCandidatesAndALocation() throws Exception {
        HttpResponse<String> answer = TestViewer.post(http, camera.whepUrl(), offer());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/sdp");
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/whep/demo/");
        assertThat(answer.body()).contains("a=candidate:", "a=sendonly").doesNotContain("127.0.0.1 ");
    }

    @Test
    void turnsViewersAwayWhenAllPlacesAreTaken() throws Exception {
        String offer = offer();
        for (int i = 0; i < Viewers.MOST; i++) {
            assertThat(TestViewer.post(http, camera.whepUrl(), offer).statusCode())
                    .isEqualTo(201);
        }

        HttpResponse<String> answer = TestViewer.post(http, camera.whepUrl(), offer);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(camera.openSessions()).isEqualTo(Viewers.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", "v=0\r\nm=video nonsense\r\n"})
    void refusesWhatIsNoOfferAndKeepsNoPlaceForIt(String body) throws Exception {
        assertThat(TestViewer.post(http, camera.whepUrl(), body).statusCode()).isEqualTo(400);
        assertThat(camera.openSessions()).isZero();
    }

    @Test
    void refusesOffersBeyondItsLimit() throws Exception {
        assertThat(TestViewer.post(http, camera.whepUrl(), "v=0" + "x".repeat(64 * 1024))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesOtherTypesThanSdp() throws Exception {
        HttpRequest json = HttpRequest.newBuilder(camera.whepUrl())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(status(json)).isEqualTo(415);
    }

    @Test
    void saysWhichMethodsItKnows() throws Exception {
        assertThat(status(HttpRequest.newBuilder(camera.whepUrl()).GET().build()))
                .isEqualTo(405);
        assertThat(status(HttpRequest.newBuilder(session("x"))
                        .method("PATCH", HttpRequest.BodyPublishers.noBody())
                        .build()))
                .isEqualTo(405);
    }

    @Test
    void knowsNoOtherPathAndNoUnknownViewer() throws Exception {
        assertThat(status(HttpRequest.newBuilder(camera.whepUrl().resolve("/elsewhere"))
                        .build()))
                .isEqualTo(404);
        assertThat(status(HttpRequest.newBuilder(session("unknown")).DELETE().build()))
                .isEqualTo(404);
    }

    @Test
    void hasNoUrlBeforeItsStart() {
        DemoCamera idle = new DemoCamera(NATIVES::factory, Clock.systemUTC(), DemoSettings.defaults());

        assertThatIllegalStateException().isThrownBy(idle::whepUrl);
    }

    private URI session(String id) {
        return URI.create(camera.whepUrl() + "/" + id);
    }

    private int status(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String offer() throws Exception {
        try (TestViewer viewer = new TestViewer(NATIVES.factory(), camera.whepUrl(), "VP8", buffer -> {})) {
            return viewer.offer();
        }
    }
}
