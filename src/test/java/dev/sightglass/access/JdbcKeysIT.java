// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.session.FakeClock;
import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
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
        void listsTheKeysOfAWorkspaceNewestFirst() {
            ApiKey older = made(NOON, "cats", "older");
            ApiKey newer = made(NOON.plusMillis(1), "cats", "newer");
            repository.put(made(NOON, "dogs", "foreign"));
            repository.put(newer);
            repository.put(older);

            assertThat(repository.ofWorkspace("cats")).containsExactly(newer, older);
            assertThat(repository.ofWorkspace("mice")).isEmpty();
        }

        @Test
        void keepsTheFirstMomentOfARevocation() {
            ApiKey key = key(UUID.randomUUID(), "one");
            repository.put(key);

            assertThat(repository.revoke("cats", key.id(), NOON.plusSeconds(1)).map(ApiKey::revokedAt))
                    .contains(NOON.plusSeconds(1));
            assertThat(repository.revoke("cats", key.id(), NOON.plusSeconds(2)).map(ApiKey::revokedAt))
                    .contains(NOON.plusSeconds(1));
            assertThat(repository.find(key.hash()).map(ApiKey::revokedAt)).contains(NOON.plusSeconds(1));
        }

        @Test
        void revokesNoKeyOfAnotherWorkspace() {
            ApiKey key = key(UUID.randomUUID(), "one");
            repository.put(key);

            assertThat(repository.revoke("dogs", key.id(), NOON)).isEmpty();
            assertThat(repository.revoke("cats", UUID.randomUUID(), NOON)).isEmpty();
            assertThat(repository.find(key.hash())).contains(key);
        }

        @Test
        void letsOneOfManyRevocationsAtOnceWin() throws Exception {
            ApiKey key = key(UUID.randomUUID(), "one");
            repository.put(key);
            List<Callable<Optional<ApiKey>>> revocations = IntStream.range(0, 20)
                    .<Callable<Optional<ApiKey>>>mapToObj(
                            i -> () -> repository.revoke("cats", key.id(), NOON.plusSeconds(i)))
                    .toList();

            Set<Object> moments = new HashSet<>();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                for (Future<Optional<ApiKey>> done : threads.invokeAll(revocations)) {
                    moments.add(done.get().orElseThrow().revokedAt());
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(moments).hasSize(1);
        }

        @Test
        void movesLastUsesForwardOnly() {
            ApiKey key = key(UUID.randomUUID(), "one");
            ApiKey other = key(UUID.randomUUID(), "two");
            repository.put(key);
            repository.put(other);

            repository.noteUses(Map.of(key.id(), NOON.plusSeconds(9), UUID.randomUUID(), NOON));
            repository.noteUses(Map.of(key.id(), NOON.plusSeconds(5), other.id(), NOON));

            assertThat(repository.find(key.hash()).map(ApiKey::lastUsedAt)).contains(NOON.plusSeconds(9));
            assertThat(repository.find(other.hash()).map(ApiKey::lastUsedAt)).contains(NOON);
        }

        @Test
        void forgetsRevocationAndUseOfTheKeyBeforeInItsPlace() {
            ApiKey before = key(UUID.randomUUID(), "before");
            ApiKey after = key(before.id(), "after");
            repository.put(before);
            repository.revoke("cats", before.id(), NOON);
            repository.noteUses(Map.of(before.id(), NOON));

            repository.put(after);

            assertThat(repository.find(after.hash())).contains(after);
        }

        /** Authentication goes on all the while, and would put an entry of before the revocation back into the cache. */
        @Test
        void letsNobodyInAfterTheTimeOfGraceHoweverManyCameDuringTheRevocation() throws Exception {
            FakeClock clock = new FakeClock(NOON);
            ApiKeys keys = ApiKeys.stored(database, clock, new SecureRandom());
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (int round = 0; round < 20; round++) {
                    MintedKey minted = keys.mint(new KeyGrant("cats", "raced", Environment.TEST, Set.of()));
                    String plaintext = minted.takePlaintext().orElseThrow();
                    over.set(false);
                    List<Future<?>> callers = IntStream.range(0, 4)
                            .<Future<?>>mapToObj(i -> threads.submit(() -> {
                                while (!over.get()) {
                                    keys.authenticate(plaintext);
                                }
                            }))
                            .toList();
                    keys.revoke("cats", minted.key().id());
                    over.set(true);
                    for (Future<?> caller : callers) {
                        caller.get();
                    }
                    clock.advance(ApiKey.GRACE);

                    assertThatExceptionOfType(NotAuthenticatedException.class)
                            .isThrownBy(() -> keys.authenticate(plaintext))
                            .returns("REVOKED_API_KEY", NotAuthenticatedException::code);
                }
            } finally {
                threads.shutdownNow();
            }
        }

        private ApiKey made(Instant at, String workspace, String plaintext) {
            return ApiKey.of(
                    UUID.randomUUID(), plaintext, new KeyGrant(workspace, "x", Environment.TEST, Set.of()), at);
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
