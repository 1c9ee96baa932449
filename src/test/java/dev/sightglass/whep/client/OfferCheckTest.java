// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferCheckTest {
    private static void refuses(String offer, WhepFailure failure) {
        assertThatThrownBy(() -> OfferCheck.check(offer))
                .isInstanceOfSatisfying(
                        WhepException.class,
                        refused -> assertThat(refused.failure()).isEqualTo(failure));
    }

    @Test
    void endsLinesWithCrLf() {
        assertThat(OfferCheck.check(Sdps.SERVER_OFFER)).isEqualTo(Sdps.SERVER_OFFER.replace("\n", "\r\n"));
    }

    @Test
    void takesAnOfferToSendAndReceive() {
        assertThat(OfferCheck.check(Sdps.SERVER_OFFER.replace("a=sendonly", "a=sendrecv")))
                .contains("a=sendrecv");
    }

    @Test
    void takesAPortOfZeroThatMeansAnothersPort() {
        String bundled = Sdps.SERVER_OFFER.replace("m=video 9", "m=video 0") + "a=bundle-only\n";

        assertThat(OfferCheck.check(bundled)).contains("m=video 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html></html>", "{}"})
    void refusesWhatIsNoSdp(String body) {
        refuses(body, WhepFailure.NOT_SDP);
    }

    @ParameterizedTest
    @CsvSource({"m=video 9 , m=video 0 ", "a=sendonly, a=inactive", "a=sendonly, a=recvonly", "m=video 9 , m=audio 9 "})
    void knowsAnOfferWithoutVideo(String from, String to) {
        refuses(Sdps.SERVER_OFFER.replace(from, to), WhepFailure.NO_VIDEO);
    }

    @ParameterizedTest
    @CsvSource({"a=ice-ufrag, a=x-ufrag", "a=ice-pwd, a=x-pwd", "a=fingerprint, a=x-print"})
    void refusesWhatCannotConnect(String from, String to) {
        refuses(Sdps.SERVER_OFFER.replace(from, to), WhepFailure.OFFER_REJECTED);
    }

    @Test
    void knowsAnAnswerThatTakesVideo() {
        String answer = Sdps.ANSWER.replace("a=sendonly", "a=recvonly");

        assertThat(OfferCheck.takesVideo(answer)).isTrue();
        assertThat(OfferCheck.takesVideo(answer.replace("m=video 9", "m=video 0")))
                .isFalse();
        assertThat(OfferCheck.takesVideo(answer.replace("a=recvonly", "a=inactive")))
                .isFalse();
    }
}
