// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.whepsession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import dev.sightglass.whep.client.BearerToken;
import dev.sightglass.whep.client.WhepSession;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a process leaves behind, and what the next one makes of it, on either database. */
class WhepSessionsIT {

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
        private static final WhepSession ONE = session(1);
        private static final WhepSession TWO = session(2);

        private final DataSource database;
        private final DataCipher cipher = DataCipher.forget();
        private final List<WhepSession> deleted = new ArrayList<>();
        private boolean confirmed = true;
        private Instant now = Instant.parse("2026-11-27T12:00:00Z");

        Contract(DataSource database) {
            this.database = database;
        }

        private static WhepSession session(int number) {
            return new WhepSession(
                    URI.create("https://cam.example/whep/session/" + number),
                    new BearerToken("secret"),
                    "\"etag\"",
                    true);
        }

        /** The account as a new process finds it. */
        private OpenWhepSessions start() {
            Clock clock = new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }
            };
            return new OpenWhepSessions(database, cipher, Runnable::run, clock);
        }

        private void end(OpenWhepSessions journal) {
            new LeftWhepSessions(journal, session -> delete(journal, session))
                    .end()
                    .toCompletableFuture()
                    .join();
        }

        private CompletionStage<Boolean> delete(OpenWhepSessions journal, WhepSession session) {
            deleted.add(session);
            return journal.ended(session, confirmed).thenApply(written -> confirmed);
        }

        @Test
        void leavesWhatIsInUseAlone() {
            OpenWhepSessions journal = start();
            journal.opened(ONE);
            now = now.plus(Duration.ofDays(1));

            end(journal);

            assertThat(deleted).isEmpty();
        }

        @Test
        void endsWhatTheProcessBeforeDidNotEndWithItsTokenAndOnce() {
            OpenWhepSessions first = start();
            first.opened(ONE);
            first.opened(TWO);
            first.ended(TWO, true);

            end(start());
            end(start());

            assertThat(deleted).singleElement().satisfies(session -> {
                assertThat(session.url()).isEqualTo(ONE.url());
                assertThat(session.token()).isEqualTo(ONE.token());
            });
        }

        @Test
        void endsMoreThanItTriesAtTheSameTime() {
            OpenWhepSessions first = start();
            for (int i = 0; i < 40; i++) {
                first.opened(session(i));
            }

            end(start());

            assertThat(deleted).doesNotHaveDuplicates().hasSize(40);
        }

        @Test
        void triesAgainSomeTimesWhereTheServerDoesNotConfirm() {
            OpenWhepSessions journal = start();
            journal.opened(ONE);
            confirmed = false;
            journal.ended(ONE, false);

            end(journal);
            assertThat(deleted).as("not at once").isEmpty();
            for (int i = 0; i < 100; i++) {
                now = now.plus(Duration.ofSeconds(10));
                end(journal);
            }

            assertThat(deleted).hasSize(11).containsOnly(new WhepSession(ONE.url(), ONE.token(), null, false));
        }

        @Test
        void keepsAUrlThatAServerNamesTwiceOnce() {
            OpenWhepSessions journal = start();
            journal.opened(ONE);
            journal.opened(ONE);

            end(start());

            assertThat(deleted).hasSize(1);
        }

        @Test
        void storesUrlAndTokenSealed() {
            start().opened(ONE);

            assertThat(JdbcClient.create(database)
                            .sql("SELECT url, token FROM whep_sessions")
                            .query()
                            .singleRow()
                            .values())
                    .hasSize(2)
                    .allSatisfy(stored ->
                            assertThat((String) stored).startsWith("v1.").doesNotContain("cam", "secret"));
        }

        @Test
        void givesUpWhatNoKeyOpens() {
            start().opened(ONE);

            end(new OpenWhepSessions(database, DataCipher.forget(), Runnable::run, Clock.systemUTC()));
            end(start());

            assertThat(deleted).isEmpty();
        }

        @Test
        void goesOnWithoutARecordWhereItCannotBeWritten() {
            OpenWhepSessions overrun = new OpenWhepSessions(
                    database,
                    cipher,
                    task -> {
                        throw new RejectedExecutionException("full");
                    },
                    Clock.systemUTC());

            CompletableFuture<Void> opened = overrun.opened(ONE).toCompletableFuture();

            assertThat(opened).isCompleted();
        }
    }
}
