// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sightglass.session.FakeClock;
import dev.sightglass.testdb.OnH2;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When last uses reach the database. */
@ExtendWith(OnH2.class)
class KeyUsesTest {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");

    private final DataSource database;
    private final AtomicBoolean away = new AtomicBoolean();

    KeyUsesTest(DataSource database) {
        this.database = database;
    }

    @Test
    void atShutdownAtTheLatest() {
        ApiKeys keys = ApiKeys.stored(database, new FakeClock(NOON), new SecureRandom());
        MintedKey minted = keys.mint(new KeyGrant("cats", "feeder", Environment.TEST, Set.of()));
        keys.authenticate(minted.takePlaintext().orElseThrow());
        assertThat(keys.ofWorkspace("cats")).extracting(ApiKey::lastUsedAt).containsOnlyNulls();

        keys.close();

        assertThat(keys.ofWorkspace("cats")).extracting(ApiKey::lastUsedAt).containsExactly(NOON);
    }

    @Test
    void laterIfTheDatabaseWasAway() {
        JdbcKeys stored = new JdbcKeys(database);
        ApiKey key = ApiKey.of(
                UUID.randomUUID(), "some-plaintext", new KeyGrant("cats", "x", Environment.TEST, Set.of()), NOON);
        stored.put(key);
        KeyUses uses = new KeyUses(lastUses -> write(stored, lastUses));
        uses.note(key.id(), NOON);
        away.set(true);
        assertThatIllegalStateException().isThrownBy(uses::flush);
        away.set(false);

        uses.flush();

        assertThat(stored.ofWorkspace("cats")).extracting(ApiKey::lastUsedAt).containsExactly(NOON);
    }

    private void write(JdbcKeys stored, Map<UUID, Instant> lastUses) {
        if (away.get()) {
            throw new IllegalStateException("away");
        }
        stored.noteUses(lastUses);
    }
}
