// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests of ours go, and with which bearer: redirects, Locations, hosts that are not allowed. */
@NeedsPeers(Peer.Program.WERIFT)
@ExtendWith(SharedApplication.class)
class WhepAddressesIT {
    private static final Map<String, ?> WITH_TOKEN = Map.of("whepToken", Canaries.TOKEN);
    private static final String OTHER_HOST = "127.0.0.2";
    /** A loopback address too, and one that the settings do not allow. */
    private static final String REFUSED_HOST = "127.0.0.3";

    private final PackagedApplication application;
    private final ApiClient client;
    private final Peer peer = Peer.werift("--width", "320", "--height", "180");

    WhepAddressesIT(PackagedApplication application, ApiClient client) {
        this.application = application;
        this.client = client;
    }

    @AfterEach
    void nothingIsLeft() {
        client.endAll();
        application.awaitNothingHeld();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void aRedirectIsFollowedWithTheBearer(int status) {
        peer.control(Map.of("redirect", "/whep-moved", "redirectStatus", status));

        lookAndEnd(WITH_TOKEN);

        assertThat(requests()).extracting(Peer.Request::path).contains("/whep", "/whep-moved");
        assertThat(requests()).extracting(Peer.Request::authorization).containsOnly("present");
        peer.awaitAllDeleted();
    }

    @Test
    void aRedirectToAnotherHostIsFollowedWithoutTheBearer() {
        peer.control(Map.of("redirect", "http://%s:%d/whep-moved".formatted(OTHER_HOST, peer.port())));

        lookAndEnd(WITH_TOKEN);

        assertThat(requests().stream().filter(request -> request.host().equals(OTHER_HOST)))
                .isNotEmpty()
                .extracting(Peer.Request::authorization)
                .containsOnly("absent");
        peer.awaitAllDeleted();
    }

    @Test
    void aRedirectToAnAddressThatIsNotAllowedIsNotEvenConnectedTo() throws Exception {
        try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getByName(REFUSED_HOST))) {
            peer.control(Map.of("redirect", "http://%s:%d/whep".formatted(REFUSED_HOST, trap.getLocalPort())));

            String id = client.open(peer.whepUrl(), Map.of("waitTimeoutSeconds", 5, "whepToken", Canaries.TOKEN));
            client.awaitReason(id, "whep:addressRefused");
            client.awaitState(id, "EXPIRED");

            trap.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(trap::accept);
        }
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.3:9/whep-x", "https://10.0.0.1/whep-x", "ftp://127.0.0.1/whep-x"})
    void anAddressThatIsNotAllowedIsRefusedAtOnce(String url) {
        Http.Answer answer = client.post(Map.of("whepUrl", url));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_INPUT");
        assertThat(answer.detail()).startsWith("session:whepUrl");
    }

    @Test
    void aFeedBehindABearerIsShownToWhoHasIt() {
        peer.control(Map.of("bearer", Canaries.TOKEN));

        lookAndEnd(WITH_TOKEN);

        peer.awaitAllDeleted();
    }

    @Test
    void aWrongBearerIsA401OfTheServer() {
        peer.control(Map.of("bearer", "another"));

        String id = client.open(peer.secretWhepUrl(), Map.of("waitTimeoutSeconds", 5, "whepToken", Canaries.TOKEN));

        client.awaitReason(id, "whep:status401");
        client.awaitState(id, "EXPIRED");
    }

    @Test
    void withoutATokenNoneIsSent() {
        lookAndEnd(Map.of());

        peer.awaitAllDeleted();
        Peer.Request last = last(requests());
        assertThat(last.method()).isEqualTo("DELETE");
        assertThat(last.authorization()).isEqualTo("absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute", "query"})
    void theWhepSessionIsDeletedWhateverTheFormOfItsLocation(String location) {
        peer.control(Map.of("location", location, "bearer", Canaries.TOKEN));

        lookAndEnd(WITH_TOKEN);

        peer.awaitAllDeleted();
    }

    @Test
    void aLocationOnAnotherHostIsDeletedWithoutTheBearer() {
        peer.control(Map.of("location", "other-host"));

        lookAndEnd(WITH_TOKEN);

        peer.awaitAllDeleted();
        Peer.Request last = last(requests());
        assertThat(last.host()).isEqualTo(OTHER_HOST);
        assertThat(last.authorization()).isEqualTo("absent");
    }

    @Test
    void aServerWithoutLocationLearnsOfTheEndByItsMediaConnection() {
        peer.control(Map.of("location", "absent"));

        lookAndEnd(Map.of());

        await().atMost(ApiClient.PATIENCE).until(() -> peer.stats().open() == 0);
    }

    private void lookAndEnd(Map<String, ?> session) {
        String id = client.open(peer.whepUrl(), session);
        client.awaitPicture(id);
        assertThat(client.end(id).status()).isEqualTo(200);
        application.awaitNothingHeld();
    }

    private List<Peer.Request> requests() {
        return peer.stats().requests();
    }

    private static Peer.Request last(List<Peer.Request> requests) {
        return requests.get(requests.size() - 1);
    }
}
