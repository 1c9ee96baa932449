// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.cipher.DataCipher;
import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@link SessionRepository} promises, on either database. */
class JdbcSessionsIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 3600, 3, Duration.ofHours(1));

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
        private final SessionRepository repository;

        Contract(DataSource database) {
            this.database = database;
            this.repository = new JdbcSessions(database, DataCipher.forget());
        }

        private Session add() {
            FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
            Session session = Session.opened(new OpenSession("cats", source, 60, null, null, null), LIMITS, NOON);
            assertThat(repository.add(session, new Allowance(100, 0))).isEqualTo(Admission.ADDED);
            return session;
        }

        private Session close(Session session, Instant at) {
            Session closed = session.closed(SessionState.EXPIRED, at);
            assertThat(repository.swap(SessionState.ASSIGNED, closed)).isTrue();
            return closed;
        }

        @Test
        void givesBackASessionWithNothingButWhatMustBe() {
            Session session = add();

            assertThat(repository.find(session.id())).contains(session);
        }

        @Test
        void givesBackEveryField() {
            FeedSource source = new FeedSource(
                    FeedUrl.of(URI.create("https://camera.example/whep?a=%20b&c=;'\"".replace("\"", "%22"))),
                    FeedToken.of("user:p'ass\\word"),
                    ColorMatrix.BT709,
                    ColorRange.FULL);
            Session session = new Session(
                    UUID.randomUUID(),
                    SessionState.LIVE,
                    new Parties("cats", "dogs", "dogs"),
                    new Terms(
                            86_400,
                            3600,
                            Long.MAX_VALUE,
                            Long.MAX_VALUE - 1,
                            NOON.minusMillis(1),
                            -89.123456789,
                            179.987654321),
                    new Course(NOON.plusMillis(1), NOON.plusMillis(999), 77, 123_456_789_012L, "0xabc"),
                    new Media(
                            source,
                            "0123456789abcdef0123456789abcdef",
                            FeedUrl.of(URI.create("https://camera.example/whip?k=%20")),
                            "porch"),
                    new FeedStatus("backing-off", "whep:status404", 7, 3));

            assertThat(repository.add(session, new Allowance(1, 0))).isEqualTo(Admission.ADDED);

            assertThat(repository.find(session.id())).contains(session);
            assertThat(repository.find(session.id()).orElseThrow().source().whepToken())
                    .isEqualTo(source.whepToken());
        }

        @Test
        void findsNothingUnderAnUnknownId() {
            assertThat(repository.find(UUID.randomUUID())).isEmpty();
        }

        @Test
        void swapsASessionInTheExpectedState() {
            Session session = add();
            Session live = session.live(NOON.plusSeconds(1));
            Session ended = live.closed(SessionState.ENDED, NOON.plusSeconds(5));

            assertThat(repository.swap(SessionState.ASSIGNED, live)).isTrue();
            assertThat(repository.find(session.id())).contains(live);
            assertThat(repository.swap(SessionState.LIVE, ended)).isTrue();
            assertThat(repository.find(session.id())).contains(ended);
        }

        @Test
        void leavesASessionInAnotherStateAsItIs() {
            Session session = add();
            Session ended = session.live(NOON).closed(SessionState.ENDED, NOON);

            assertThat(repository.swap(SessionState.LIVE, ended)).isFalse();
            assertThat(repository.find(session.id())).contains(session);
        }

        @Test
        void swapsNothingUnderAnUnknownId() {
            Session stranger = add();
            repository.swap(SessionState.ASSIGNED, stranger.closed(SessionState.EXPIRED, NOON));
            repository.forgetEndedBefore(NOON.plusSeconds(1));

            assertThat(repository.swap(SessionState.ASSIGNED, stranger.live(NOON)))
                    .isFalse();
        }

        @Test
        void raisesTheEpochAndNeverLowersIt() {
            Session session = add();

            repository.raiseEpoch(session.id(), 4);
            repository.raiseEpoch(session.id(), 3);
            assertThat(repository.swap(SessionState.ASSIGNED, session.live(NOON)))
                    .isTrue();

            assertThat(repository.find(session.id()).orElseThrow().feed().epoch())
                    .isEqualTo(4);
        }

        @Test
        void addsNoMoreOpenSessionsThanAWorkspaceMayHave() {
            Session first = add();
            add();
            Allowance two = new Allowance(2, 0);
            FeedSource source = first.source();
            Session third = Session.opened(new OpenSession("cats", source, 60, null, null, null), LIMITS, NOON);
            Session others = Session.opened(new OpenSession("dogs", source, 60, null, null, null), LIMITS, NOON);

            assertThat(repository.add(third, two)).isEqualTo(Admission.TOO_MANY_OPEN);
            assertThat(repository.add(others, two)).isEqualTo(Admission.ADDED);
            close(first, NOON);
            assertThat(repository.add(third, two)).isEqualTo(Admission.ADDED);
        }

        @Test
        void listsOpenAndOverdueOnes() {
            Session waiting = add();
            Session live = add();
            repository.swap(SessionState.ASSIGNED, live.live(NOON));
            close(add(), NOON);

            assertThat(repository.open()).extracting(Session::id).containsExactlyInAnyOrder(waiting.id(), live.id());
            assertThat(repository.overdue(NOON.plusSeconds(60))).isEmpty();
            assertThat(repository.overdue(NOON.plusMillis(60_001)))
                    .extracting(Session::id)
                    .containsExactly(live.id());
            assertThat(repository.overdue(NOON.plusMillis(300_001)))
                    .extracting(Session::id)
                    .containsExactlyInAnyOrder(waiting.id(), live.id());
        }

        @Test
        void countsEveryState() {
            add();
            add();
            close(add(), NOON);

            assertThat(repository.counts())
                    .hasSize(SessionState.values().length)
                    .containsEntry(SessionState.ASSIGNED, 2)
                    .containsEntry(SessionState.EXPIRED, 1)
                    .containsEntry(SessionState.LIVE, 0);
        }

        @Test
        void forgetsClosedSessionsOfBeforeAMomentAndKeepsOpenOnes() {
            Session open = add();
            Session early = close(add(), NOON.plusSeconds(1));
            Session late = close(add(), NOON.plusSeconds(2));

            repository.forgetEndedBefore(NOON.plusSeconds(2));

            assertThat(repository.find(early.id())).isEmpty();
            assertThat(repository.find(late.id())).isPresent();
            assertThat(repository.find(open.id())).isPresent();
        }

        @Test
        void keepsInstantsWhateverTheTimeZoneOfTheReader() {
            Session session = add();

            String written = JdbcClient.create(database)
                    .sql("SELECT CAST(EXTRACT(EPOCH FROM created_at) AS BIGINT) FROM sessions WHERE id = ?")
                    .param(session.id())
                    .query(String.class)
                    .single();

            assertThat(Long.parseLong(written)).isEqualTo(NOON.getEpochSecond());
        }
    }
}
