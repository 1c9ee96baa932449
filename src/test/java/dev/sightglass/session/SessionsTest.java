// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.testdb.OnH2;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnH2.class)
class SessionsTest {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final FeedSource SOURCE = FeedSource.of(URI.create("https://camera.example/whep"), "token");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 3600, 3, Duration.ofHours(1));

    private final FakeClock clock = new FakeClock(NOON);
    private final List<Session> closed = new ArrayList<>();
    private final DataSource database;
    private final Sessions sessions;

    SessionsTest(DataSource database) {
        this.database = database;
        this.sessions = Sessions.stored(database, clock, LIMITS, closed::add);
    }

    private Session open() {
        return sessions.open(wish(60, null, null));
    }

    private static OpenSession wish(int maxDurationSeconds, Double lat, Double lng) {
        return new OpenSession("cats", SOURCE, maxDurationSeconds, 30, lat, lng);
    }

    @Nested
    class WhenOpening {
        @Test
        void assignsTheCallerAsConsumerAndOperator() {
            Session session = open();

            assertThat(session.state()).isEqualTo(SessionState.ASSIGNED);
            assertThat(session.consumerWorkspaceId()).isEqualTo("cats");
            assertThat(session.operatorWorkspaceId()).isEqualTo("cats");
            assertThat(session.isPartyWorkspace("cats")).isTrue();
            assertThat(session.isPartyWorkspace("dogs")).isFalse();
        }

        @Test
        void chargesNothingAndHasNotStarted() {
            Session session = open();

            assertThat(session.terms().ratePerSecondMicroUsdc()).isZero();
            assertThat(session.terms().holdMicroUsdc()).isZero();
            assertThat(session.startedAt()).isNull();
            assertThat(session.endedAt()).isNull();
            assertThat(session.feed()).isEqualTo(FeedStatus.none());
        }

        @Test
        void stampsWholeMilliseconds() {
            clock.advance(Duration.ofNanos(1_999_999));

            assertThat(open().createdAt()).isEqualTo(NOON.plusMillis(1));
        }

        @Test
        void findsItAgain() {
            Session session = sessions.open(wish(60, 48.5, -179.5));

            assertThat(sessions.find(session.id())).isEqualTo(session);
            assertThat(sessions.find(session.id()).terms().requestedLng()).isEqualTo(-179.5);
        }

        @ParameterizedTest
        @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 3601, Integer.MAX_VALUE})
        void refusesADurationOutsideTheLimits(int seconds) {
            assertThatExceptionOfType(InvalidSessionException.class)
                    .isThrownBy(() -> sessions.open(wish(seconds, null, null)))
                    .returns("INVALID_INPUT", SessionException::code)
                    .returns("session:maxDurationSeconds", SessionException::detail);
        }

        @ParameterizedTest
        @CsvSource({
            "90.01,0,lat",
            "-90.01,0,lat",
            "NaN,0,lat",
            "0,180.01,lng",
            "0,-180.01,lng",
            "0,Infinity,lng",
            ",7,lat",
            "7,,lng"
        })
        void refusesAPointThatIsNotOnEarthOrHalfSaid(Double lat, Double lng, String field) {
            assertThatExceptionOfType(InvalidSessionException.class)
                    .isThrownBy(() -> sessions.open(wish(60, lat, lng)))
                    .returns("session:" + field, SessionException::detail);
        }

        @Test
        void refusesMoreOpenSessionsThanAWorkspaceMayHave() {
            open();
            open();
            open();

            assertThatExceptionOfType(TooManySessionsException.class)
                    .isThrownBy(SessionsTest.this::open)
                    .returns("session:tooManyOpen", SessionException::detail);
        }

        @Test
        void countsOpenSessionsPerWorkspace() {
            open();
            open();
            open();

            assertThat(sessions.open(new OpenSession("dogs", SOURCE, 60, null, null, null))
                            .terms()
                            .waitTimeoutSeconds())
                    .isEqualTo(300);
        }

        @Test
        void letsAnotherOneInForEachThatIsOver() {
            Session first = open();
            open();
            open();
            sessions.live(first.id(), clock.instant());
            sessions.end(first.id());

            assertThat(open().state()).isEqualTo(SessionState.ASSIGNED);
            assertThatExceptionOfType(TooManySessionsException.class).isThrownBy(SessionsTest.this::open);
        }
    }

    @Nested
    class WhenUnknown {
        private final UUID nobody = UUID.randomUUID();

        @Test
        void isNotFoundByAnyWay() {
            assertThatExceptionOfType(SessionNotFoundException.class)
                    .isThrownBy(() -> sessions.find(nobody))
                    .returns("SESSION_NOT_FOUND", SessionException::code);
            assertThatExceptionOfType(SessionNotFoundException.class).isThrownBy(() -> sessions.end(nobody));
        }

        @Test
        void ignoresWhatTheIngestSays() {
            assertThat(sessions.live(nobody, NOON)).isEmpty();
            assertThat(sessions.feedStatus(nobody, FeedStatus.none())).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "1-1-1-1-1", "../../etc", "b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6", "{uuid}"})
        void isNotFoundUnderATextThatIsNoId(String text) {
            assertThatExceptionOfType(SessionNotFoundException.class).isThrownBy(() -> Session.parseId(text));
        }

        @Test
        void readsAnIdInEitherCase() {
            assertThat(Session.parseId("B1E2F3A4-5b6c-7d8e-9f0a-1b2c3d4e5f6a"))
                    .isEqualTo(UUID.fromString("b1e2f3a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a"));
        }
    }

    @Nested
    class WhenAssigned {
        private UUID id;

        @BeforeEach
        void assign() {
            id = open().id();
        }

        @Test
        void becomesLiveAtItsFirstFrame() {
            clock.advance(Duration.ofSeconds(2));

            Session live = sessions.live(id, NOON.plusMillis(1500)).orElseThrow();

            assertThat(live.state()).isEqualTo(SessionState.LIVE);
            assertThat(live.startedAt()).isEqualTo(NOON.plusMillis(1500));
            assertThat(sessions.find(id)).isEqualTo(live);
        }

        @Test
        void cannotBeEnded() {
            assertThatExceptionOfType(InvalidStateException.class)
                    .isThrownBy(() -> sessions.end(id))
                    .returns(SessionState.ASSIGNED, InvalidStateException::state)
                    .returns("INVALID_STATE", SessionException::code)
                    .returns("session:assigned", SessionException::detail);
        }

        @Test
        void stillWaitsAtItsLastMoment() {
            clock.advance(Duration.ofSeconds(30));

            assertThat(sessions.expireDue()).isEmpty();
            assertThat(sessions.find(id).state()).isEqualTo(SessionState.ASSIGNED);
        }

        @Test
        void expiresWithoutAMeterOnceTheWaitIsOver() {
            clock.advance(Duration.ofSeconds(33));

            assertThat(sessions.expireDue()).singleElement().satisfies(expired -> {
                assertThat(expired.state()).isEqualTo(SessionState.EXPIRED);
                assertThat(expired.endedAt()).isEqualTo(NOON.plusSeconds(30));
                assertThat(expired.startedAt()).isNull();
                assertThat(expired.cleanSeconds()).isZero();
            });
        }

        @Test
        void expiresByBeingLookedAt() {
            clock.advance(Duration.ofMillis(30_001));

            assertThat(sessions.find(id).state()).isEqualTo(SessionState.EXPIRED);
            assertThat(closed).extracting(Session::id).containsExactly(id);
            assertThat(sessions.expireDue()).isEmpty();
        }

        @Test
        void becomesLiveByAFrameInTimeThatIsToldLate() {
            clock.advance(Duration.ofSeconds(31));

            assertThat(sessions.live(id, NOON.plusSeconds(29))).isPresent();
        }

        @Test
        void doesNotBecomeLiveByAFrameAfterTheWait() {
            clock.advance(Duration.ofSeconds(31));

            assertThat(sessions.live(id, clock.instant())).isEmpty();
            assertThat(closed).extracting(Session::state).containsExactly(SessionState.EXPIRED);
        }

        @Test
        void canBeCancelledOnce() {
            assertThat(sessions.cancel(id).state()).isEqualTo(SessionState.CANCELLED);
            assertThatExceptionOfType(InvalidStateException.class)
                    .isThrownBy(() -> sessions.cancel(id))
                    .returns("session:cancelled", SessionException::detail);
        }

        @Test
        void keepsWhatTheIngestSaysThroughItsSteps() {
            FeedStatus trouble = new FeedStatus("connecting", "whep:refused", 1, 3);

            sessions.feedStatus(id, trouble);
            sessions.live(id, NOON);

            assertThat(sessions.find(id).feed()).isEqualTo(trouble);
            assertThat(sessions.end(id).feed()).isEqualTo(new FeedStatus("ended", "whep:refused", 1, 3));
        }
    }

    @Nested
    class WhenLive {
        private UUID id;

        @BeforeEach
        void goLive() {
            id = open().id();
            sessions.live(id, NOON.plusSeconds(1));
            clock.advance(Duration.ofSeconds(1));
        }

        @Test
        void doesNotStartASecondTime() {
            assertThat(sessions.live(id, NOON.plusSeconds(5))).isEmpty();
            assertThat(sessions.find(id).startedAt()).isEqualTo(NOON.plusSeconds(1));
        }

        @Test
        void isMeteredToTheSecondWhenEnded() {
            clock.advance(Duration.ofMillis(12_900));

            Session ended = sessions.end(id);

            assertThat(ended.state()).isEqualTo(SessionState.ENDED);
            assertThat(ended.endedAt()).isEqualTo(NOON.plusMillis(13_900));
            assertThat(ended.cleanSeconds()).isEqualTo(12);
            assertThat(ended.course().chargedMicroUsdc()).isZero();
        }

        @Test
        void isNotHeldToTheWaitForTheFirstFrame() {
            clock.advance(Duration.ofSeconds(59));

            assertThat(sessions.find(id).state()).isEqualTo(SessionState.LIVE);
        }

        @Test
        void expiresWithItsMeterAtTheEndOfItsDuration() {
            clock.advance(Duration.ofSeconds(75));

            assertThat(sessions.expireDue()).singleElement().satisfies(expired -> {
                assertThat(expired.state()).isEqualTo(SessionState.EXPIRED);
                assertThat(expired.endedAt()).isEqualTo(NOON.plusSeconds(61));
                assertThat(expired.cleanSeconds()).isEqualTo(60);
            });
        }

        @Test
        void canBeEndedAtItsLastMoment() {
            clock.advance(Duration.ofSeconds(60));

            assertThat(sessions.end(id).cleanSeconds()).isEqualTo(60);
        }

        @Test
        void cannotBeEndedAfterItsDuration() {
            clock.advance(Duration.ofMillis(60_001));

            assertThatExceptionOfType(InvalidStateException.class)
                    .isThrownBy(() -> sessions.end(id))
                    .returns(SessionState.EXPIRED, InvalidStateException::state);
        }
    }

    @Nested
    class WhenOver {
        private UUID id;

        @BeforeEach
        void end() {
            id = open().id();
            sessions.live(id, NOON);
            sessions.end(id);
        }

        @Test
        void cannotBeEndedAgain() {
            assertThatExceptionOfType(InvalidStateException.class)
                    .isThrownBy(() -> sessions.end(id))
                    .returns(SessionState.ENDED, InvalidStateException::state);
        }

        @Test
        void isToldToTheListenerOnce() {
            clock.advance(Duration.ofMinutes(10));
            sessions.expireDue();
            sessions.find(id);

            assertThat(closed).extracting(Session::id).containsExactly(id);
        }

        @Test
        void doesNotListenToTheIngestAnyMoreAndSaysThatItsFeedEnded() {
            assertThat(sessions.feedStatus(id, new FeedStatus("connected", null, 2, 0)))
                    .isEmpty();
            assertThat(sessions.find(id).feed().state()).isEqualTo("ended");
        }

        @Test
        void isRememberedForAsLongAsTheLimitsSay() {
            clock.advance(Duration.ofHours(1));
            sessions.expireDue();
            assertThat(sessions.find(id).state()).isEqualTo(SessionState.ENDED);

            clock.advance(Duration.ofMillis(1));
            sessions.expireDue();
            assertThatExceptionOfType(SessionNotFoundException.class).isThrownBy(() -> sessions.find(id));
        }

        @Test
        void isCountedInItsStateAndNotAmongTheOpen() {
            Session other = open();

            assertThat(sessions.open()).containsExactly(other);
            assertThat(sessions.counts())
                    .hasSize(SessionState.values().length)
                    .containsEntry(SessionState.ENDED, 1)
                    .containsEntry(SessionState.ASSIGNED, 1)
                    .containsEntry(SessionState.LIVE, 0);
        }
    }

    @Test
    void closesASessionEvenIfItsListenerFails() {
        Sessions deaf = Sessions.stored(database, clock, LIMITS, session -> {
            throw new IllegalStateException("listener");
        });
        UUID first = deaf.open(wish(60, null, null)).id();
        UUID second = deaf.open(wish(60, null, null)).id();
        clock.advance(Duration.ofMinutes(1));

        assertThat(deaf.expireDue()).extracting(Session::id).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void printsASessionWithoutItsSecrets() {
        assertThat(open().toString())
                .contains("camera.example#")
                .doesNotContain("/whep")
                .doesNotContain("token=token");
    }
}
