// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    @Test
    void isTheSha256OfTheText() {
        // FIPS 180-2, appendix B.1.
        assertThat(KeyHash.ofPlaintext("abc").bytes())
                .isEqualTo(HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void equalsTheHashOfTheSameTextOnly() {
        assertThat(KeyHash.ofPlaintext("abc"))
                .isEqualTo(KeyHash.ofPlaintext("abc"))
                .hasSameHashCodeAs(KeyHash.ofPlaintext("abc"))
                .isNotEqualTo(KeyHash.ofPlaintext("abd"));
    }

    @Test
    void sharesItsBytesWithNobody() {
        byte[] given = KeyHash.ofPlaintext("abc").bytes();
        KeyHash hash = KeyHash.ofBytes(given);

        given[0]++;
        hash.bytes()[1]++;

        assertThat(hash).isEqualTo(KeyHash.ofPlaintext("abc"));
    }

    @Test
    void refusesAnotherNumberOfBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyHash.ofBytes(new byte[31]));
    }
}
