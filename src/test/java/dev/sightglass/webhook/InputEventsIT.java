// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightglass.session.FeedSignal.Source;
import dev.sightglass.session.FeedSignals;
import dev.sightglass.session.FeedSource;
import dev.sightglass.session.FeedUrl;
import dev.sightglass.session.Price;
import dev.sightglass.session.RequestSession;
import dev.sightglass.session.Session;
import dev.sightglass.session.SessionLimits;
import dev.sightglass.session.Sessions;
import dev.sightglass.session.VideoInput;
import dev.sightglass.testdb.OnH2;
import dev.sightglass.testdb.OnPostgres;
import dev.sightglass.webhook.InputEvent.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What follows from events of inputs, on either database. */
class InputEventsIT {
    private static final Instant NOON = Instant.parse("2026-05-13T12:00:00Z");

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
        private final Sessions sessions;
        private final FeedSignals signals;
        private final InputEvents events;

        Contract(DataSource database) {
            Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
            SessionLimits limits = new SessionLimits(Duration.ofSeconds(300), 3600, 1000, Duration.ofHours(1));
            sessions = Sessions.stored(database, clock, limits, session -> {});
            signals = FeedSignals.stored(database);
            FeedPlans plans = new FeedPlans(
                    List.of(plan("standing", "always-input")),
                    List.of(plan("gate", "gate-input")),
                    input -> plan("input:" + input, input));
            events = new InputEvents(sessions, signals, plans, new InputEvents.Terms(clock, 600));
        }

        private static FeedPlan plan(String name, String input) {
            return new FeedPlan(name, input, "cats", FeedSource.of(URI.create("https://cam.example/" + input), null));
        }

        private static InputEvent event(String input, Kind kind, long second) {
            return new InputEvent(input, kind, NOON.minusSeconds(3600).plusSeconds(second));
        }

        /** As a delivery is handled: open, then record. */
        private Optional<Session> take(InputEvent event) {
            Optional<Session> opened = events.open(event);
            events.record(event);
            return opened;
        }

        @Test
        void connectedOpensTheSessionOfItsFeed() {
            Session session = take(event("gate-input", Kind.CONNECTED, 1)).orElseThrow();

            assertThat(session.videoBackendRef()).isEqualTo("gate-input");
            assertThat(sessions.findByFeed("gate")).map(Session::id).contains(session.id());
            assertThat(sessions.findByInput("gate-input")).map(Session::id).contains(session.id());
        }

        @Test
        void connectedOpensASessionForAnyInput() {
            assertThat(take(event("some-input", Kind.CONNECTED, 1)))
                    .map(Session::videoBackendRef)
                    .contains("some-input");
        }

        @Test
        void connectedOpensNoFurtherSessionOnAnInputThatWasMadeForOne() {
            Session theirs = sessions.request(new RequestSession("dogs", 50, 14, 60, null, null), new Price(1000));
            sessions.assignments().accept(theirs.id(), "birds");
            URI url = URI.create("https://video.example/made");
            sessions.start(theirs.id(), new VideoInput("made", FeedUrl.of(url), FeedUrl.of(url), null));

            assertThat(take(event("made", Kind.CONNECTED, 1))).isEmpty();
            sessions.cancel(theirs.id());
            assertThat(take(event("made", Kind.CONNECTED, 2))).isEmpty();
            assertThat(sessions.open()).isEmpty();
        }

        @Test
        void aFeedThatIsAlwaysOpenIsNotOpenedByItsInput() {
            assertThat(take(event("always-input", Kind.CONNECTED, 1))).isEmpty();
            assertThat(signals.newest("always-input", Source.WEBHOOK)).isPresent();
        }

        @Test
        void disconnectedAndErroredOpenNothing() {
            assertThat(take(event("gate-input", Kind.DISCONNECTED, 1))).isEmpty();
            assertThat(take(event("gate-input", Kind.ERRORED, 2))).isEmpty();
        }

        @Test
        void aSecondConnectedFindsTheSessionOpen() {
            take(event("gate-input", Kind.CONNECTED, 1));

            assertThat(take(event("gate-input", Kind.CONNECTED, 2))).isEmpty();
        }

        @Test
        void aReplayAfterTheSessionIsOverOpensNothing() {
            InputEvent connected = event("gate-input", Kind.CONNECTED, 1);
            sessions.cancel(take(connected).orElseThrow().id());

            assertThat(take(connected)).isEmpty();
        }

        @Test
        void aNewConnectedAfterTheSessionIsOverOpensTheNext() {
            sessions.cancel(
                    take(event("gate-input", Kind.CONNECTED, 1)).orElseThrow().id());

            assertThat(take(event("gate-input", Kind.CONNECTED, 2))).isPresent();
        }

        @Test
        void anEventOfTheFarFutureDoesNotOutrankWhatFollows() {
            InputEvent future = new InputEvent("gate-input", Kind.DISCONNECTED, NOON.plus(Duration.ofDays(400)));

            assertThat(events.record(future)).isEqualTo(Outcome.OUTDATED);
            assertThat(take(event("gate-input", Kind.CONNECTED, 1))).isPresent();
        }

        @Test
        void anOldConnectedThatArrivesLateOpensNothing() {
            take(event("gate-input", Kind.DISCONNECTED, 5));

            assertThat(take(event("gate-input", Kind.CONNECTED, 4))).isEmpty();
        }

        @Test
        void anEventOfYesterdayIsOutdated() {
            InputEvent event = new InputEvent(
                    "gate-input", Kind.CONNECTED, NOON.minus(Duration.ofDays(1)).minusNanos(1));

            assertThat(events.open(event)).isEmpty();
            assertThat(events.record(event)).isEqualTo(Outcome.OUTDATED);
        }

        @Test
        void aRepetitionIsKnown() {
            InputEvent event = event("gate-input", Kind.ERRORED, 1);

            assertThat(events.record(event)).isEqualTo(Outcome.RECORDED);
            assertThat(events.record(event)).isEqualTo(Outcome.REPEATED);
        }

        @Test
        void ofManyAtOnceOneOpens() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Optional<Session>>> calls =
                        Collections.nCopies(16, () -> take(event("gate-input", Kind.CONNECTED, 1)));
                int opened = 0;
                for (Future<Optional<Session>> result : threads.invokeAll(calls)) {
                    opened += result.get().isPresent() ? 1 : 0;
                }
                assertThat(opened).isEqualTo(1);
                assertThat(sessions.open()).hasSize(1);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void replayedAndShuffledDeliveriesEndAsInOrder() {
            List<InputEvent> inOrder = new ArrayList<>();
            for (int n = 0; n < 100; n++) {
                // The last one is connected, as n is odd.
                inOrder.add(event("x", n % 2 == 1 ? Kind.CONNECTED : Kind.values()[1 + n / 2 % 2], n));
            }
            List<InputEvent> shuffled = new ArrayList<>(inOrder);
            shuffled.addAll(inOrder.subList(20, 90));
            Collections.shuffle(shuffled, new Random(11));

            inOrder.forEach(event -> take(of("in-order", event)));
            shuffled.forEach(event -> take(of("shuffled", event)));

            assertThat(sessions.findByInput("in-order")).isPresent();
            assertThat(sessions.findByInput("shuffled")).isPresent();
            assertThat(sessions.open()).hasSize(2);
            assertThat(signals.newest("shuffled", Source.WEBHOOK))
                    .isEqualTo(signals.newest("in-order", Source.WEBHOOK));
            inOrder.forEach(
                    event -> assertThat(events.record(of("shuffled", event))).isEqualTo(Outcome.REPEATED));
        }

        private static InputEvent of(String input, InputEvent event) {
            return new InputEvent(input, event.kind(), event.updatedAt());
        }
    }
}
