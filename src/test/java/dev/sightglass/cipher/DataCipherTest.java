// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCipherTest {
    private static final Place HERE = new Place("sessions", "whep_url", "1");

    private final DataKey key = DataKey.random(new SecureRandom());
    private final DataCipher cipher = new DataCipher(key, List.of());

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "https://camera.example/whep?k=ü&é=%20", "v1.00000000.AAAA"})
    void opensWhatItSealed(String text) {
        String sealed = cipher.seal(HERE, text);

        assertThat(sealed).startsWith("v1." + key.id() + ".");
        assertThat(cipher.open(HERE, sealed)).isEqualTo(text);
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(cipher.seal(HERE, "text")).isNotEqualTo(cipher.seal(HERE, "text"));
    }

    @Test
    void opensNothingThatStandsElsewhere() {
        String sealed = cipher.seal(HERE, "text");

        assertUnreadable(cipher, new Place("sessions", "whep_url", "2"), sealed, "changed");
        assertUnreadable(cipher, new Place("sessions", "whip_url", "1"), sealed, "changed");
        assertUnreadable(cipher, new Place("others", "whep_url", "1"), sealed, "changed");
    }

    @Test
    void opensNothingOfWhichOneCharacterWasChanged() {
        String sealed = cipher.seal(HERE, "text");

        for (int at = "v1.00000000.".length(); at < sealed.length() - 1; at++) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            assertUnreadable(cipher, HERE, sealed.substring(0, at) + other + sealed.substring(at + 1), "changed");
        }
        assertUnreadable(cipher, HERE, sealed.substring(0, sealed.length() - 4), "changed");
    }

    @Test
    void opensWhatAnotherKeySealedOnlyIfItHasThatKey() {
        DataKey next = DataKey.random(new SecureRandom());
        String sealed = cipher.seal(HERE, "text");

        assertThat(new DataCipher(next, List.of(key)).open(HERE, sealed)).isEqualTo("text");
        assertUnreadable(new DataCipher(next, List.of()), HERE, sealed, "unknownKey");
    }

    @Test
    void takesNothingPlainForSealed() {
        assertUnreadable(cipher, HERE, "https://camera.example/whep", "notSealed");
        assertUnreadable(cipher, HERE, "", "notSealed");
    }

    @Test
    void readsAKeyAsItIsWrittenAndShowsItsIdOnly() {
        DataKey again = DataKey.parse(key.base64());

        assertThat(again.id()).isEqualTo(key.id());
        assertThat(again).hasToString("DataKey[" + key.id() + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "no base64 at all, and far too long to be anything of the kind", "AAAA"})
    void refusesWhatIsNoKeyWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataKey.parse(text))
                .withMessage("32 random bytes in base64, as \"openssl rand -base64 32\" makes them")
                .withNoCause();
    }

    private static void assertUnreadable(DataCipher cipher, Place place, String sealed, String reason) {
        assertThatThrownBy(() -> cipher.open(place, sealed))
                .isInstanceOfSatisfying(
                        UnreadableSecretException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
