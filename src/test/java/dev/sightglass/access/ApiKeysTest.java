// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnH2.class)
class ApiKeysTest {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final KeyGrant GRANT =
            new KeyGrant("cats", "feeder", Environment.TEST, Set.of(Scope.SESSIONS_READ, Scope.WALLET_READ));

    private final ApiKeys keys;

    ApiKeysTest(DataSource database) {
        keys = ApiKeys.stored(database, Clock.fixed(NOON, ZoneOffset.UTC), new SecureRandom());
    }

    @Test
    void knowsTheOwnerOfAMintedKey() {
        MintedKey minted = keys.mint(GRANT);

        ApiKeyPrincipal owner = (ApiKeyPrincipal)
                keys.authenticate(minted.takePlaintext().orElseThrow()).orElseThrow();

        assertThat(owner.kind().wireName()).isEqualTo("api_key");
        assertThat(owner.workspaceId()).isEqualTo("cats");
        assertThat(owner.keyId()).isEqualTo(minted.key().id());
        assertThat(owner.scopes()).containsExactlyInAnyOrder(Scope.SESSIONS_READ, Scope.WALLET_READ);
        assertThat(owner.environment()).isEqualTo(Environment.TEST);
    }

    @Test
    void writesKeysInTheContractsFormat() {
        // d93660: the first bytes of the SHA-256 of "cats", by sha256sum.
        assertThat(keys.mint(GRANT).takePlaintext().orElseThrow()).matches("lxxn_test_d93660_[0-9A-Za-z]{43}");
    }

    @Test
    void givesKeysOfOneWorkspaceTheSameMarkAndAnotherSecret() {
        String first = keys.mint(GRANT).takePlaintext().orElseThrow();
        String second = keys.mint(GRANT).takePlaintext().orElseThrow();

        assertThat(first.substring(0, 17)).isEqualTo(second.substring(0, 17));
        assertThat(first.substring(17)).isNotEqualTo(second.substring(17));
    }

    @Test
    void writesARandomNumberOfNothingButZerosInFull() {
        SecureRandom zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {}
        };

        assertThat(KeyFormat.mint("cats", Environment.LIVE, zeros)).endsWith("_" + "0".repeat(43));
    }

    @Test
    void writesTheLargestRandomNumberInThe43Digits() {
        SecureRandom ones = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) -1);
            }
        };

        // 2^256 - 1 in base 62 with the digits 0-9A-Za-z, computed apart from this code.
        assertThat(KeyFormat.mint("cats", Environment.LIVE, ones))
                .endsWith("_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1");
    }

    @Test
    void keepsTheFirst20CharactersToKnowAKeyBy() {
        MintedKey minted = keys.mint(GRANT);

        assertThat(minted.key().prefix())
                .isEqualTo(minted.takePlaintext().orElseThrow().substring(0, 20));
        assertThat(minted.key().createdAt()).isEqualTo(NOON);
    }

    @Test
    void answersTheSameToEveryWrongKey() {
        String right = keys.mint(GRANT).takePlaintext().orElseThrow();

        assertThat(keys.authenticate("")).isEmpty();
        assertThat(keys.authenticate(right.substring(1))).isEmpty();
        assertThat(keys.authenticate(right + " ")).isEmpty();
        assertThat(keys.authenticate(right.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(keys.authenticate("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void doesNotHashWhatIsLongerThanAnyKey() {
        keys.store(UUID.randomUUID(), "k".repeat(201), GRANT);
        keys.store(UUID.randomUUID(), "k".repeat(200), GRANT);

        assertThat(keys.authenticate("k".repeat(201))).isEmpty();
        assertThat(keys.authenticate("k".repeat(200))).isPresent();
    }

    @Test
    void handsOutAPlaintextOnceAndPrintsItNever() {
        MintedKey minted = keys.mint(GRANT);
        String plaintext = minted.takePlaintext().orElseThrow();

        assertThat(minted.takePlaintext()).isEmpty();
        assertThat(keys.mint(GRANT).toString()).contains("***").doesNotContainPattern("[0-9A-Za-z]{43}");
        assertThat(minted.toString()).doesNotContain(plaintext);
    }
}
