// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sightglass.testdb.OnH2;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnH2.class)
class BootstrapKeyTest {
    private static final String CONFIGURED = "lxxn_test_configured-key-of-people";

    private final ApiKeys keys;

    BootstrapKeyTest(DataSource database) {
        keys = ApiKeys.stored(database, Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void letsTheConfiguredKeyDoEverythingInTheDefaultWorkspace() {
        BootstrapKey first = BootstrapKey.install(keys, CONFIGURED);

        Principal owner = keys.authenticate(CONFIGURED).orElseThrow();
        assertThat(owner.workspaceId()).isEqualTo("default");
        assertThat(owner.scopes()).containsExactlyInAnyOrder(Scope.values());
        assertThat(first.isGenerated()).isFalse();
        assertThat(first.takePlaintext()).isEmpty();
    }

    @Test
    void keepsTheKeysIdWhenItIsInstalledAgain() {
        BootstrapKey.install(keys, CONFIGURED);
        Principal before = keys.authenticate(CONFIGURED).orElseThrow();

        BootstrapKey.install(keys, CONFIGURED);

        assertThat(keys.authenticate(CONFIGURED)).contains(before);
    }

    @Test
    void putsAnotherConfiguredKeyInThePlaceOfTheOneBefore() {
        BootstrapKey.install(keys, CONFIGURED);
        UUID before = keyId(CONFIGURED);

        BootstrapKey.install(keys, "another-key-of-people");

        assertThat(keys.authenticate(CONFIGURED)).isEmpty();
        assertThat(keyId("another-key-of-people")).isEqualTo(before);
    }

    private UUID keyId(String plaintext) {
        return ((ApiKeyPrincipal) keys.authenticate(plaintext).orElseThrow()).keyId();
    }

    @Test
    void leavesAMadeKeyBesideAConfiguredOne() {
        String made = BootstrapKey.install(keys, null).takePlaintext().orElseThrow();

        BootstrapKey.install(keys, CONFIGURED);

        assertThat(keys.authenticate(made)).isPresent();
        assertThat(keys.authenticate(CONFIGURED)).isPresent();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void makesAKeyWhenNoneIsConfiguredAndHandsItOutOnce(String configured) {
        BootstrapKey first = BootstrapKey.install(keys, configured);

        String plaintext = first.takePlaintext().orElseThrow();
        assertThat(first.isGenerated()).isTrue();
        assertThat(keys.authenticate(plaintext)).isPresent();
        assertThat(first.takePlaintext()).isEmpty();
        assertThat(first.isGenerated()).isTrue();
    }

    @Test
    void makesNoKeyWhenThereIsOne() {
        keys.mint(new KeyGrant("cats", "feeder", Environment.TEST, Set.of()));

        assertThat(BootstrapKey.install(keys, null).isGenerated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fifteen-letters",
                "with a blank in it somewhere",
                "with-a-line-break-in-it\n",
                "with-a-quote-in-it-\"",
                "with-\u00fcmlaut-in-it-somewhere",
                "=begins-with-padding",
                "================"
            })
    void refusesAKeyThatNoRequestCouldCarryWithoutRepeatingIt(String configured) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootstrapKey.install(keys, configured))
                .withMessageContaining("SIGHTGLASS_ACCESS_BOOTSTRAP_KEY must be 16 to 200")
                .withMessageNotContaining(configured);
    }

    @Test
    void takes16To200Characters() {
        BootstrapKey.install(keys, "k".repeat(16));
        assertThat(keys.authenticate("k".repeat(16))).isPresent();

        BootstrapKey.install(keys, "k".repeat(200));

        assertThatIllegalArgumentException().isThrownBy(() -> BootstrapKey.install(keys, "k".repeat(201)));
        assertThat(keys.authenticate("k".repeat(200))).isPresent();
    }

    @Test
    void showsNoMoreThanAThirdOfAShortKey() {
        ApiKey stored = keys.store(
                UUID.randomUUID(), "sixteen-letters!", new KeyGrant("cats", "short", Environment.TEST, Set.of()));

        assertThat(stored.prefix()).isEqualTo("sixte");
    }

    @Test
    void printsNoPlaintext() {
        assertThat(BootstrapKey.install(keys, null).toString()).isEqualTo("BootstrapKey[generated=true]");
    }
}
