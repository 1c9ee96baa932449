// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of sessions that are asked for, step by step, on either database. */
class MarketplaceIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");
    private static final SessionLimits LIMITS =
            new SessionLimits(Duration.ofSeconds(300), 3600, 20, Duration.ofHours(1), 100_000);
    private static final VideoInput INPUT = input("first");

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

    private static VideoInput input(String ref) {
        FeedUrl whip = FeedUrl.of(URI.create("https://video.example/" + ref + "/publish"));
        FeedUrl whep = FeedUrl.of(URI.create("https://video.example/" + ref + "/play"));
        return new VideoInput(ref, whip, whep, FeedToken.of("t0ken"));
    }

    abstract static class Contract {
        private final FakeClock clock = new FakeClock(NOON);
        private final List<Session> closed = new ArrayList<>();
        private final Sessions sessions;
        private final Assignments assignments;

        Contract(DataSource database) {
            sessions = Sessions.stored(database, clock, LIMITS, closed::add);
            assignments = sessions.assignments();
        }

        private UUID request() {
            return request("cats", 60);
        }

        private UUID request(String workspace, int seconds) {
            clock.advance(Duration.ofMillis(1));
            return sessions.request(new RequestSession(workspace, 47.5, 8.5, seconds, 30, null), new Price(100))
                    .id();
        }

        private UUID assigned() {
            UUID id = request();
            assignments.accept(id, "dogs");
            return id;
        }

        private UUID live() {
            UUID id = assigned();
            sessions.start(id, INPUT);
            sessions.live(id, clock.instant());
            return id;
        }

        private static void refused(String detail, ThrowingCallable step) {
            assertThatExceptionOfType(SessionException.class)
                    .isThrownBy(step)
                    .returns(detail, SessionException::detail);
        }

        private void assertReleased() {
            assertThat(assignments.isEngaged("dogs")).isFalse();
            assertThat(assignments.accept(request(), "dogs").state()).isEqualTo(SessionState.ASSIGNED);
        }

        @Test
        void asksForSomebodyAndHoldsWhatItMayCost() {
            Session session = sessions.find(request());

            assertThat(session.state()).isEqualTo(SessionState.REQUESTED);
            assertThat(session.parties()).isEqualTo(new Parties("cats", null, null));
            assertThat(session.source()).isNull();
            assertThat(session.terms()).isEqualTo(new Terms(60, 30, 100, 6000, NOON.plusMillis(1), 47.5, 8.5));
        }

        @Test
        void givesItToTheWorkspaceThatAccepts() {
            UUID id = request();

            Session answered = assignments.accept(id, "dogs");

            assertThat(answered).isEqualTo(sessions.find(id));
            assertThat(answered.state()).isEqualTo(SessionState.ASSIGNED);
            assertThat(answered.parties()).isEqualTo(new Parties("cats", "dogs", "dogs"));
            assertThat(assignments.engaged(Set.of("cats", "dogs", "birds"))).containsExactly("dogs");
            refused("session:assigned", () -> assignments.accept(id, "birds"));
        }

        @Test
        void letsTheConsumerAcceptToo() {
            assertThat(assignments.accept(request(), "cats").isOperator("cats")).isTrue();
        }

        @Test
        void letsAWorkspaceOperateOneSessionAtATime() {
            assigned();
            UUID second = request();

            refused("workspace:busy", () -> assignments.accept(second, "dogs"));
            assertThat(sessions.find(second).state()).isEqualTo(SessionState.REQUESTED);
        }

        @Test
        void doesNotAcceptWhatIsUnknownOrOverdue() {
            UUID id = request();
            clock.advance(Duration.ofSeconds(31));

            refused("session:notFound", () -> assignments.accept(UUID.randomUUID(), "dogs"));
            refused("session:expired", () -> assignments.accept(id, "dogs"));
            assertThat(assignments.isEngaged("dogs")).isFalse();
        }

        @Test
        void startsOnceAndAnswersTheSameAgain() {
            UUID id = assigned();

            Session started = sessions.start(id, INPUT);

            assertThat(started).isEqualTo(sessions.find(id));
            assertThat(started.state()).isEqualTo(SessionState.ASSIGNED);
            assertThat(started.videoBackendRef()).isEqualTo("first");
            assertThat(started.media().whipUrl()).isEqualTo(INPUT.whipUrl());
            assertThat(started.source()).isEqualTo(new FeedSource(INPUT.whepUrl(), INPUT.whepToken(), null, null));
            assertThat(sessions.start(id, input("second"))).isEqualTo(started);
        }

        @Test
        void startsNothingButWhatIsAssignedAndNoOwnFeed() {
            UUID requested = request();
            UUID live = live();
            FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
            UUID own = sessions.open(new OpenSession("cats", source, 60, null, null, null))
                    .id();

            refused("session:requested", () -> sessions.start(requested, INPUT));
            refused("session:live", () -> sessions.start(live, INPUT));
            refused("session:assigned", () -> sessions.start(own, INPUT));
        }

        @Test
        void cancelsWhatWaitsAndReleasesTheOperator() {
            UUID requested = request();
            UUID assigned = assigned();

            assertThat(sessions.cancel(requested).state()).isEqualTo(SessionState.CANCELLED);
            assertThat(sessions.cancel(assigned)).isEqualTo(sessions.find(assigned));
            assertThat(sessions.find(assigned).operatorWorkspaceId()).isEqualTo("dogs");
            assertThat(closed).extracting(Session::id).containsExactly(requested, assigned);
            assertReleased();
        }

        @Test
        void doesNotCancelWhatIsLiveOrOver() {
            UUID id = live();

            refused("session:live", () -> sessions.cancel(id));
            sessions.end(id);
            refused("session:ended", () -> sessions.cancel(id));
        }

        @Test
        void chargesForWhatWasSeenAndReleasesTheOperatorAtTheEnd() {
            UUID id = live();
            clock.advance(Duration.ofMillis(7999));

            Session ended = sessions.end(id);

            assertThat(ended.course().chargedMicroUsdc()).isEqualTo(700);
            assertThat(ended.videoBackendRef()).isEqualTo("first");
            assertReleased();
        }

        @Test
        void expiresWhatIsLiveWithItsMeterAndWhatWaitsWithout() {
            UUID live = live();
            UUID requested = request();
            clock.advance(Duration.ofSeconds(61));

            assertThat(sessions.expireDue()).extracting(Session::id).containsExactlyInAnyOrder(live, requested);

            assertThat(sessions.find(live).course().chargedMicroUsdc()).isEqualTo(6000);
            assertThat(sessions.find(requested).course().chargedMicroUsdc()).isZero();
            assertReleased();
        }

        @Test
        void givesUpWhatAWorkspaceWasAssignedAndNothingElse() {
            UUID live = live();
            FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
            OpenSession own = new OpenSession("dogs", source, 60, null, null, null);
            UUID first = sessions.open(own).id();
            clock.advance(Duration.ofMillis(1));
            UUID second = sessions.open(own).id();
            UUID others = request();
            assignments.accept(others, "birds");

            assertThat(assignments.cancelAll("dogs")).extracting(Session::id).containsExactly(first, second);

            assertThat(assignments.cancelAll("dogs")).isEmpty();
            assertThat(sessions.find(live).state()).isEqualTo(SessionState.LIVE);
            assertThat(sessions.find(others).state()).isEqualTo(SessionState.ASSIGNED);
        }

        @Test
        void listsTheSessionsOfEitherRoleNewestFirst() {
            UUID asked = request("cats", 60);
            UUID operated = request("birds", 60);
            assignments.accept(operated, "cats");
            UUID both = request("cats", 60);
            assignments.accept(request("birds", 60), "dogs");
            assignments.accept(both, "birds");

            assertThat(sessions.list("cats")).extracting(Session::id).containsExactly(both, operated, asked);
            assertThat(sessions.list("nobody")).isEmpty();
        }

        @Test
        void spendsNoMoreThanTheLimit() {
            request("cats", 600);
            UUID second = request("cats", 400);

            refused("session:spendingLimit", () -> request("cats", 1));
            request("birds", 1000);
            sessions.cancel(second);
            request("cats", 400);
            refused("session:spendingLimit", () -> request("cats", 1));
        }

        @Test
        void countsWhatWasChargedAsSpentForGood() {
            UUID id = live();
            clock.advance(Duration.ofSeconds(60));
            sessions.end(id);
            clock.advance(Duration.ofHours(2));
            sessions.expireDue();

            assertThat(sessions.find(id).state()).isEqualTo(SessionState.ENDED);
            refused("session:spendingLimit", () -> request("cats", 941));
            request("cats", 940);
        }

        @Test
        void takesAnotherLimitForAWorkspaceThatHasItsOwn() {
            RequestSession wish = new RequestSession("cats", 0, 0, 10, null, null);

            refused("session:spendingLimit", () -> sessions.request(wish, new Price(100), 999));
            sessions.request(wish, new Price(100), 1000);
            sessions.request(wish, new Price(Price.MAXIMUM), 0);
        }

        @Test
        void opensAConfiguredFeedOnceAtATime() {
            FeedSource source = FeedSource.of(URI.create("https://camera.example/whep"), null);
            OpenSession porch = new OpenSession("cats", source, 60, null, null, null, "porch", null);
            Session open = sessions.open(porch);

            refused("session:feedOpen", () -> sessions.open(porch));
            assertThat(sessions.findByFeed("porch")).contains(open);
            sessions.cancel(open.id());
            assertThat(sessions.findByFeed("porch")).isEmpty();
            assertThat(sessions.open(porch).state()).isEqualTo(SessionState.ASSIGNED);
        }
    }
}
