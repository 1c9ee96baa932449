// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CandidateFragmentTest {
    private static final String HOST = "a=candidate:1 1 udp 2122260223 192.0.2.1 61764 typ host\n";
    private static final String REFLEXIVE = "a=candidate:2 1 udp 1685987071 198.51.100.1 61764 typ srflx\n";

    @Test
    void isNoneWhereAllCandidatesWereSent() {
        String sent = Sdps.OFFER + HOST;

        assertThat(CandidateFragment.between(sent, sent, true)).isNull();
        assertThat(CandidateFragment.between(sent.replace("\n", "\r\n"), sent, true))
                .isNull();
    }

    @Test
    void holdsWhatCameLaterWithItsSectionAndItsIceSession() {
        String local = Sdps.OFFER.replace("m=video 9 ", "m=video 61764 ") + HOST + REFLEXIVE;

        assertThat(CandidateFragment.between(Sdps.OFFER + HOST, local, true)).isEqualTo("""
                        a=group:BUNDLE 0
                        m=video 9 UDP/TLS/RTP/SAVPF 96 97 98
                        a=mid:0
                        a=ice-ufrag:abcd
                        a=ice-pwd:abcdefghijklmnopqrstuvwx
                        a=candidate:2 1 udp 1685987071 198.51.100.1 61764 typ srflx
                        a=end-of-candidates
                        """.replace("\n", "\r\n"));
    }

    @Test
    void doesNotSayThatThereAreNoMoreWhileThereMayBe() {
        assertThat(CandidateFragment.between(Sdps.OFFER, Sdps.OFFER + HOST, false))
                .contains("a=candidate:1")
                .doesNotContain("end-of-candidates");
    }
}
