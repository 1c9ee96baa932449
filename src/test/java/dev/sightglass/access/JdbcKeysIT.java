// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@link KeyRepository} promises, on either database. */
class JdbcKeysIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00.123Z");

    @Nested
    @ExtendWith(OnH2.class)
    class OnH2InMemory extends Contract {
        OnH2InMemory(DataSource database) {
            super(database);
        }
    }

    @Nested
    @ExtendWith(OnPostgres.class)
    class OnARealPostgres extends Contract {
        OnARealPostgres(DataSource database) {
            super(database);
        }
    }

    abstract static class Contract {
        private final DataSource database;
        private final KeyRepository repository;

        Contract(DataSource database) {
            this.database = database;
            this.repository = new JdbcKeys(database);
        }

        private static ApiKey key(UUID id, String plaintext, Scope... scopes) {
            return ApiKey.of(id, plaintext, new KeyGrant("cats", "feeder", Environment.TEST, Set.of(scopes)), NOON);
        }

        @Test
        void givesBackEveryField() {
            ApiKey some = key(UUID.randomUUID(), "some-scopes", Scope.SESSIONS_READ, Scope.WALLET_READ);
            ApiKey none = key(UUID.randomUUID(), "no-scopes");

            assertThat(repository.put(some)).isEqualTo(some);
            assertThat(repository.put(none)).isEqualTo(none);

            assertThat(repository.find(some.hash())).contains(some);
            assertThat(repository.find(none.hash())).contains(none);
        }

        @Test
        void findsNothingUnderAnotherHash() {
            repository.put(key(UUID.randomUUID(), "one"));

            assertThat(repository.find(KeyHash.ofPlaintext("two"))).isEmpty();
        }

        @Test
        void keepsAKeyOfTheSameHashAsItIs() {
            ApiKey first = key(UUID.randomUUID(), "the-same", Scope.SESSIONS_READ);
            repository.put(first);

            assertThat(repository.put(key(UUID.randomUUID(), "the-same"))).isEqualTo(first);
            assertThat(repository.put(key(first.id(), "the-same"))).isEqualTo(first);
            assertThat(repository.find(first.hash())).contains(first);
        }

        @Test
        void putsAKeyInThePlaceOfTheOneOfItsId() {
            ApiKey before = key(UUID.randomUUID(), "before");
            ApiKey after = key(before.id(), "after", Scope.WALLET_READ);
            repository.put(before);

            repository.put(after);

            assertThat(repository.find(before.hash())).isEmpty();
            assertThat(repository.find(after.hash())).contains(after);
        }

        @Test
        void isEmptyUntilThereIsAKey() {
            assertThat(repository.isEmpty()).isTrue();

            repository.put(key(UUID.randomUUID(), "one"));

            assertThat(repository.isEmpty()).isFalse();
        }

        @Test
        void storesNoPlaintext() {
            repository.put(key(UUID.randomUUID(), "sixteen-letters!"));

            assertThat(JdbcClient.create(database)
                            .sql("SELECT * FROM api_keys")
                            .query()
                            .singleRow()
                            .values())
                    .noneMatch(value -> String.valueOf(value).contains("letters"));
        }

        @Test
        void givesNothingForAScopeOfAnotherVersion() {
            ApiKey key = key(UUID.randomUUID(), "one", Scope.SESSIONS_READ);
            repository.put(key);
            JdbcClient.create(database)
                    .sql("UPDATE api_keys SET scopes = 'cameras:own sessions:read'")
                    .update();

            assertThat(repository.find(key.hash()).orElseThrow().scopes()).containsExactly(Scope.SESSIONS_READ);
        }
    }
}
