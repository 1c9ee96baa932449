// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whep.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Session descriptions of a WHEP server that wishes us no good. */
class AnswerCheckFuzzTest {
    @DictionaryEntries({
        "v=0\\x0d\\x0a",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "m=audio 0",
        "a=inactive",
        "a=recvonly",
        "a=setup:",
        "a=candidate:"
    })
    @FuzzTest
    void anAnswerIsRefusedByNameOrWellFormed(byte[] body) {
        String checked;
        try {
            checked = AnswerCheck.check(Sdps.OFFER, new String(body, StandardCharsets.UTF_8));
        } catch (WhepException refused) {
            assertThat(refused.failure()).isIn(WhepFailure.NOT_SDP, WhepFailure.NO_VIDEO, WhepFailure.ANSWER_REJECTED);
            return;
        }
        assertThat(checked).startsWith("v=0\r\n").endsWith("\r\n").doesNotContain("\r\n\r\n");
        assertThat(checked.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(AnswerCheck.check(Sdps.OFFER, checked)).isEqualTo(checked);
    }
}
