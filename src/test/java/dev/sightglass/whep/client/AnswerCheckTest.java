// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCheckTest {
    private static void refuses(String answer, WhepFailure failure) {
        assertThatThrownBy(() -> AnswerCheck.check(Sdps.OFFER, answer))
                .isInstanceOfSatisfying(
                        WhepException.class,
                        refused -> assertThat(refused.failure()).isEqualTo(failure));
    }

    @Test
    void endsLinesWithCrLf() {
        assertThat(AnswerCheck.check(Sdps.OFFER, Sdps.ANSWER)).isEqualTo(Sdps.ANSWER.replace("\n", "\r\n"));
    }

    @Test
    void takesAnAnswerWithCrLf() {
        String answer = Sdps.ANSWER.replace("\n", "\r\n");

        assertThat(AnswerCheck.check(Sdps.OFFER, answer)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "v=1\r\n", "<html></html>", "{\"sdp\":\"v=0\"}", "v=0"})
    void refusesWhatIsNoSdp(String body) {
        refuses(body, WhepFailure.NOT_SDP);
    }

    @ParameterizedTest
    @CsvSource({"m=video 9 , m=video 0 ", "a=sendonly, a=inactive", "a=sendonly, a=recvonly", "m=video 9 , m=audio 9 "})
    void knowsAnAnswerWithoutVideo(String from, String to) {
        refuses(Sdps.ANSWER.replace(from, to), WhepFailure.NO_VIDEO);
    }

    @Test
    void takesAPortOfZeroThatMeansAnothersPort() {
        String bundled = Sdps.ANSWER.replace("m=video 9", "m=video 0") + "a=bundle-only\n";

        assertThat(AnswerCheck.check(Sdps.OFFER, bundled)).contains("m=video 0");
    }

    @Test
    void knowsAnAnswerWithoutMedia() {
        refuses("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n", WhepFailure.NO_VIDEO);
    }

    @ParameterizedTest
    @CsvSource({
        "a=setup:active, a=setup:actpass",
        "SAVPF 96 97, SAVPF 96 99",
        "a=ice-ufrag, a=x-ufrag",
        "a=ice-pwd, a=x-pwd",
        "a=fingerprint, a=x-print"
    })
    void refusesWhatDoesNotFitTheOffer(String from, String to) {
        refuses(Sdps.ANSWER.replace(from, to), WhepFailure.ANSWER_REJECTED);
    }

    @Test
    void refusesFurtherMediaThanOffered() {
        refuses(Sdps.ANSWER + "m=audio 9 UDP/TLS/RTP/SAVPF 111\na=sendonly\n", WhepFailure.ANSWER_REJECTED);
    }

    @Test
    void findsIceAndFingerprintInTheSessionPart() {
        String media = Sdps.ANSWER
                .replace("a=ice-ufrag:efgh\n", "")
                .replace("a=ice-pwd:abcdefghijklmnopqrstuvwx\n", "")
                .replace("a=fingerprint:sha-256 00\n", "");
        String answer = media.replace(
                "t=0 0\n", "t=0 0\na=ice-ufrag:efgh\na=ice-pwd:abcdefghijklmnopqrstuvwx\na=fingerprint:sha-256 00\n");

        assertThat(AnswerCheck.check(Sdps.OFFER, answer)).contains("a=ice-ufrag:efgh");
    }
}
